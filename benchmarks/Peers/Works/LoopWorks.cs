using OrleansPool.Benchmarks.Peers.Contents;
using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>Works of many items that take hardly any time, on two workers: what is measured is how they get there and back.</summary>
internal static class LoopWorks
{
    private const double MiB = 1 << 20;

    public static JobWork Map(int items) => Make("map", $"map of {items:N0} ints", Verb.Map, Content.Number, items);

    public static JobWork StarMap(int items) => Make("starmap", $"starmap of {items:N0} pairs", Verb.StarMap, Content.Pair, items);

    public static JobWork MapOneByOne(int items) =>
        Make("map-1", $"map of {items:N0} ints, chunk size 1", Verb.Map, Content.Number, items, chunkSize: 1);

    public static JobWork Records(int items) => Make("records", $"map of {items:N0} records", Verb.Map, Content.Record, items);

    public static JobWork Texts(int items) => Make("strings", $"map of {items:N0} strings", Verb.Map, Content.Text, items);

    public static JobWork Imap(int items, bool isOrdered, bool isOneByOne)
    {
        string verb = isOrdered ? "imap" : "imap-unordered";
        return Make(
            isOneByOne ? $"{verb}-1" : verb,
            $"{verb.Replace('-', '_')} of {items:N0} ints, {(isOneByOne ? "chunk size 1" : "default chunk size")}",
            isOrdered ? Verb.Imap : Verb.ImapUnordered,
            Content.Number,
            items,
            isOneByOne ? 1 : null);
    }

    public static JobWork Payloads(int items)
    {
        double size = items * (Items.PayloadBytes / MiB);
        return Make("payloads", $"map of {items} payloads of 1 MiB, there and back", Verb.Map, Content.Payload, items) with
        {
            Unit = Unit.Payloads,
            Figure = timing => size / timing.Seconds,
        };
    }

    private static JobWork Make(string name, string title, Verb verb, Content content, int items, int? chunkSize = null) => new()
    {
        Name = name,
        Title = title,
        Unit = Unit.Items,
        Job = new Job { Verb = verb, Content = content, Items = items, ChunkSize = chunkSize },
        Figure = timing => items / timing.Seconds,
    };
}
