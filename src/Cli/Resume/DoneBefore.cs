using OrleansPool.Cli.Lines;

namespace OrleansPool.Cli.Resume;

/// <summary>What earlier runs have done.</summary>
internal sealed record DoneBefore
{
    public static DoneBefore Nothing => new();

    /// <summary>Items that are done.</summary>
    public ItemRanges Items { get; init; } = new();

    /// <summary>The input as far as it was read for them.</summary>
    public InputPrint Print { get; init; } = InputPrint.OfNothing;

    /// <summary>How much of the output belongs to them.</summary>
    public long OutputBytes { get; init; }

    /// <summary>How much of the file of failed items belongs to them.</summary>
    public long FailedBytes { get; init; }

    /// <summary>How many of them have failed.</summary>
    public long Failed { get; init; }

    /// <summary>Results of some of them, when no journal says that they are of this function and input: those items are run again, and have to give the same.</summary>
    public IReadOnlyDictionary<long, byte[]> Sample { get; init; } = new Dictionary<long, byte[]>();

    /// <summary>Whether an item is not run again, not even for <see cref="Sample"/>.</summary>
    public bool Has(long number) => Items.Has(number) && !Sample.ContainsKey(number);
}
