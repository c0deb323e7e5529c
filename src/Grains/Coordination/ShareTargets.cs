using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

/// <summary>
/// Sends a message of a round to the silos of it: to the coordinator's own, where it costs nothing, and to one other, which passes it on to the rest. Who could
/// not be reached that way gets it from here.
/// </summary>
internal static class ShareTargets
{
    /// <param name="targets">The silos of the round.</param>
    /// <param name="message">The message.</param>
    /// <param name="here">The coordinator's silo.</param>
    /// <returns>What they answer, in their order.</returns>
    public static async Task<ShareAnswer[]> SendAsync(SiloLink[] targets, ShareMessage message, SiloAddress here)
    {
        SiloLink[] passed = [.. targets.Where(link => link.IsPassedOn && !link.Address.Equals(here))];
        SiloLink[][] ways = [.. targets.Except(passed).Select(static link => new[] { link }), .. passed.Length > 0 ? [InTurn(passed, message.Index)] : Array.Empty<SiloLink[]>()];
        ShareAnswer[][] answers = await Task.WhenAll(ways.Select(way => way[0].ShareAsync(message, way[1..])));
        Dictionary<SiloLink, ShareAnswer> found = new(ways.SelectMany((way, at) => way.Zip(answers[at], static (link, answer) => KeyValuePair.Create(link, answer))));
        return Array.ConvertAll(targets, link => found[link]);
    }

    /// <summary>Each message takes another way, so that none of them sends more than the others.</summary>
    private static SiloLink[] InTurn(SiloLink[] links, int message)
    {
        int from = message % links.Length;
        return [.. links[from..], .. links[..from]];
    }
}
