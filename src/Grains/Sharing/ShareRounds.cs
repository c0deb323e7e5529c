using OrleansPool.Coordination;
using OrleansPool.Wire;

namespace OrleansPool.Sharing;

/// <summary>
/// The shared values of one pool at its coordinator, which holds none of them: which there are, and to which silos each is being sent. Used
/// in the coordinator's turns only.
/// </summary>
internal sealed class ShareRounds(IEnumerable<int> shares)
{
    private readonly HashSet<int> _shares = [.. shares];
    private readonly Dictionary<int, (int Round, List<SiloLink> Targets)> _rounds = [];

    public int[] Numbers => [.. _shares];

    /// <summary>The silos that a message goes to: those that lacked the value when its round started.</summary>
    public SiloLink[] TargetsOf(ShareMessage message, IEnumerable<SiloLink> links)
    {
        _shares.Add(message.Share);
        if (message.Header is not null && (!_rounds.TryGetValue(message.Share, out (int Round, List<SiloLink>) known) || known.Round < message.Round))
        {
            _rounds[message.Share] = (message.Round, [.. links.Where(link => link.Lacks(message.Share))]);
        }

        return Find(message) is { } targets ? [.. targets] : [];
    }

    /// <summary>A silo of the round cannot take the value now.</summary>
    public void Drop(ShareMessage message, SiloLink link) => Find(message)?.Remove(link);

    /// <summary>Silos that the round still goes to.</summary>
    public int Left(ShareMessage message) => Find(message)?.Count ?? 0;

    public void End(ShareMessage message)
    {
        if (Find(message) is not null)
        {
            _rounds.Remove(message.Share);
        }
    }

    /// <summary>The value was released.</summary>
    public void Remove(int share)
    {
        _shares.Remove(share);
        _rounds.Remove(share);
    }

    /// <summary>Values that a silo lacks and that are not being sent.</summary>
    public int[] Wanted(IReadOnlyCollection<SiloLink> links) =>
        [.. _shares.Where(share => !IsUnderWay(share) && links.Any(link => link.Lacks(share)))];

    private bool IsUnderWay(int share) => _rounds.TryGetValue(share, out (int Round, List<SiloLink> Targets) round) && round.Targets.Count > 0;

    private List<SiloLink>? Find(ShareMessage message) =>
        _rounds.TryGetValue(message.Share, out (int Round, List<SiloLink> Targets) round) && round.Round == message.Round ? round.Targets : null;
}
