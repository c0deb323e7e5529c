using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

internal sealed partial class SiloLink
{
    /// <summary>How long one call with a part is waited for, and how long a silo may fail before the others go on without it.</summary>
    private static readonly TimeSpan ShareCallPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SharePatience = TimeSpan.FromSeconds(15);

    /// <summary>How long such a silo is left alone.</summary>
    private static readonly TimeSpan ShareRest = TimeSpan.FromSeconds(30);

    private readonly HashSet<int> _sharesHeld = [];
    private readonly HashSet<int> _sharesOffered = [];
    private readonly List<int> _endedShares = [];
    private long? _sharesFailSince;
    private long? _sharesRestSince;

    /// <summary>Whether the silo shall get the value and does not have it.</summary>
    public bool Lacks(int share) =>
        Slots > 0 && !IsClosed && !_sharesHeld.Contains(share) && !(_sharesRestSince is { } since && _time.GetElapsedTime(since) < ShareRest);

    /// <summary>The silo has these from an earlier coordinator.</summary>
    public void SetShares(int[] held)
    {
        _sharesHeld.UnionWith(held);
        _sharesOffered.UnionWith(held);
    }

    /// <summary>Passes a message of a round on.</summary>
    public async Task<ShareAnswer> ShareAsync(ShareMessage message)
    {
        if (IsClosed)
        {
            return ShareAnswer.Refused;
        }

        _sharesOffered.Add(message.Share);
        try
        {
            ShareReply reply = await _agent.ShareAsync(message with { Epoch = Epoch }).WaitAsync(ShareCallPatience, _time);
            _sharesFailSince = null;
            if (!reply.IsKnown && !IsClosed)
            {
                Forgotten?.Invoke(this);
            }

            if (reply.IsTaken && (message.Count is not null || reply.IsHeld) && _sharesOffered.Contains(message.Share))
            {
                _sharesHeld.Add(message.Share);
            }

            return reply.IsHeld ? ShareAnswer.Held : reply.IsTaken ? ShareAnswer.Taken : ShareAnswer.Refused;
        }
        catch (Exception error)
        {
            LogCallFailed(Name, error);
            return CanFail() ? ShareAnswer.None : ShareAnswer.Refused;
        }
    }

    public void EndShare(int share)
    {
        _sharesHeld.Remove(share);
        if (_sharesOffered.Remove(share))
        {
            _endedShares.Add(share);
            Send();
        }
    }

    private bool CanFail()
    {
        _sharesFailSince ??= _time.GetTimestamp();
        if (IsClosed)
        {
            return false;
        }

        if (_time.GetElapsedTime(_sharesFailSince.Value) < SharePatience)
        {
            return true;
        }

        _sharesFailSince = null;
        _sharesRestSince = _time.GetTimestamp();
        return false;
    }
}
