using OrleansPool.Payloads;

namespace OrleansPool.Wire;

/// <summary>Items of a job, encoded together, on their way from client to coordinator.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ChunkMessage")]
internal sealed class ChunkMessage : ICarrier<ChunkMessage>
{
    [Id(0)]
    public required int Job { get; init; }

    /// <summary>Index of the first item in the job.</summary>
    [Id(1)]
    public required long First { get; init; }

    [Id(2)]
    public required ItemBlock Items { get; init; }

    /// <summary>How many of the link's preceding parts make up the data of <see cref="Items"/>; 0 when it is here whole.</summary>
    [Id(3)]
    public int PartCount { get; init; }

    /// <summary>How often these items may have been started under a coordinator that was lost.</summary>
    [Id(4)]
    public int Doubts { get; init; }

    /// <summary>Earlier runs of these items, of which the client has the outcomes.</summary>
    [Id(5)]
    public ItemHistory History { get; init; }

    /// <summary>Whether the items may be under way already and run once more all the same.</summary>
    [Id(6)]
    public bool IsHedge { get; init; }

    public ReadOnlyMemory<byte> Payload => Items.Data;

    public long Bytes => Items.Bytes;

    public ChunkMessage WithPayload(ReadOnlyMemory<byte> payload, int partCount) => new()
    {
        Job = Job,
        First = First,
        Items = Items with { Data = payload },
        PartCount = partCount,
        Doubts = Doubts,
        History = History,
        IsHedge = IsHedge,
    };

    /// <summary>Some of the items, to be run once more.</summary>
    public ChunkMessage AsHedge(int offset, int count) => new()
    {
        Job = Job,
        First = First + offset,
        Items = Items.Slice(offset, count),
        Doubts = Doubts,
        History = History,
        IsHedge = true,
    };
}
