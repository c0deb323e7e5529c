namespace OrleansPool.Wire;

/// <summary>What functions logged. Handled before the outcomes that come with it.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.LogBatch")]
internal sealed class LogBatch
{
    [Id(0)]
    public required LogEntry[] Entries { get; init; }

    [Id(1)]
    public required LogLoss[] Lost { get; init; }
}
