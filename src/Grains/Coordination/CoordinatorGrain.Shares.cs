using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

internal sealed partial class CoordinatorGrain
{
    private ShareRounds _shares = new([]);

    /// <inheritdoc/>
    public async Task<ShareReply> ShareAsync(ShareMessage message)
    {
        if (message.Epoch != _epoch || _isLeaving)
        {
            return ShareReply.Unknown;
        }

        ShareRounds shares = _shares;
        SiloLink[] targets = shares.TargetsOf(message, _links.Values);
        ShareAnswer[] answers = await ShareTargets.SendAsync(targets, message, localSilo.SiloAddress);
        if (message.Epoch != _epoch)
        {
            return ShareReply.Unknown;
        }

        for (int at = 0; at < targets.Length; at++)
        {
            if (answers[at] is ShareAnswer.Refused or ShareAnswer.Held)
            {
                shares.Drop(message, targets[at]);
            }
        }

        bool isTaken = !answers.Contains(ShareAnswer.None);
        if (!isTaken || message.Count is null)
        {
            return new ShareReply { IsKnown = true, IsTaken = isTaken, Lacking = shares.Left(message) };
        }

        shares.End(message);
        return new ShareReply { IsKnown = true, IsTaken = true, Lacking = _links.Values.Count(link => link.Lacks(message.Share)) };
    }

    private void EndShare(int share)
    {
        _shares.Remove(share);
        foreach (SiloLink link in _links.Values)
        {
            link.EndShare(share);
        }
    }

    /// <summary>Asks the client for what silos lack that joined, or came back.</summary>
    private void AskForShares()
    {
        if (_shares.Wanted(_links.Values) is { Length: > 0 } wanted)
        {
            _outcomes.SetWantedShares(wanted);
        }
    }
}
