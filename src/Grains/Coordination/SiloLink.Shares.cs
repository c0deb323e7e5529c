using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

internal sealed partial class SiloLink
{
    /// <summary>How long a silo may fail before the others go on without it.</summary>
    private static readonly TimeSpan SharePatience = TimeSpan.FromSeconds(15);

    /// <summary>How long such a silo is left alone; and for how long one that others did not reach gets everything from here.</summary>
    private static readonly TimeSpan ShareRest = TimeSpan.FromSeconds(30);

    private readonly HashSet<int> _sharesHeld = [];
    private readonly HashSet<int> _sharesOffered = [];
    private readonly List<int> _endedShares = [];
    private readonly Dictionary<int, long> _sharesLost = [];
    private long? _sharesFailSince;
    private long? _sharesRestSince;
    private long? _sharesMissedSince;

    /// <summary>Whether the silo shall get the value and does not have it.</summary>
    public bool Lacks(int share) =>
        Slots > 0 && !IsClosed && !_sharesHeld.Contains(share) && !(_sharesRestSince is { } since && _time.GetElapsedTime(since) < ShareRest);

    /// <summary>The silo has these from an earlier coordinator.</summary>
    public void SetShares(int[] held)
    {
        _sharesHeld.UnionWith(held);
        _sharesOffered.UnionWith(held);
    }

    /// <summary>Whether another silo may pass messages of rounds on to this one.</summary>
    public bool IsPassedOn => !IsClosed && !(_sharesMissedSince is { } since && _time.GetElapsedTime(since) < ShareRest);

    /// <summary>The silo lacks these again.</summary>
    public void LoseShares(int[] shares)
    {
        _sharesHeld.ExceptWith(shares);
        Array.ForEach(shares, share => _sharesLost[share] = _time.GetTimestamp());
    }

    /// <summary>Sends a message of a round to this silo, and by way of it to others. The answers are its own, then theirs.</summary>
    public async Task<ShareAnswer[]> ShareAsync(ShareMessage message, params SiloLink[] next)
    {
        ShareReply? reply = null;
        long sent = _time.GetTimestamp();
        if (!IsClosed)
        {
            _sharesOffered.Add(message.Share);
            Array.ForEach(next, link => link._sharesOffered.Add(message.Share));
            try
            {
                ShareMessage passed = message with { Epoch = Epoch, Next = [.. next.Select(static link => new ShareHop(link.Address, link.Epoch))] };
                reply = await _agent.ShareAsync(passed).WaitAsync(SharePassing.PatienceFor(next.Length), _time);
            }
            catch (Exception error)
            {
                LogCallFailed(Name, error);
            }
        }

        ShareAnswer own = reply is not null ? Answer(message, reply, sent) : IsClosed || !CanFail() ? ShareAnswer.Refused : ShareAnswer.None;
        return [own, .. next.Select((link, at) => link.AnswerPassed(message, reply?.Passed.ElementAtOrDefault(at), sent))];
    }

    public void EndShare(int share)
    {
        _sharesHeld.Remove(share);
        _sharesLost.Remove(share);
        if (_sharesOffered.Remove(share))
        {
            _endedShares.Add(share);
            Send();
        }
    }

    private ShareAnswer AnswerPassed(ShareMessage message, ShareReply? reply, long sent)
    {
        if (IsClosed)
        {
            return ShareAnswer.Refused;
        }

        if (reply is null)
        {
            // It may not be its fault, but that of one on the way: what it does not have yet it gets from here.
            _sharesMissedSince = _time.GetTimestamp();
            return ShareAnswer.None;
        }

        return Answer(message, reply, sent);
    }

    private ShareAnswer Answer(ShareMessage message, ShareReply reply, long sent)
    {
        _sharesFailSince = null;
        if (!reply.IsKnown && !IsClosed)
        {
            Forgotten?.Invoke(this);
        }

        // What it has said of a loss since the message left is later than the answer, whichever came first.
        bool isLost = _sharesLost.TryGetValue(message.Share, out long lost) && lost >= sent;
        if (reply.IsTaken && (message.Count is not null || reply.IsHeld) && !isLost && _sharesOffered.Contains(message.Share))
        {
            _sharesHeld.Add(message.Share);
        }

        return reply.IsHeld ? ShareAnswer.Held : reply.IsTaken ? ShareAnswer.Taken : ShareAnswer.Refused;
    }

    private bool CanFail()
    {
        _sharesFailSince ??= _time.GetTimestamp();
        if (_time.GetElapsedTime(_sharesFailSince.Value) < SharePatience)
        {
            return true;
        }

        _sharesFailSince = null;
        _sharesRestSince = _time.GetTimestamp();
        return false;
    }
}
