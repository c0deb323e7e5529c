using OrleansPool.Payloads;

namespace OrleansPool.Wire;

/// <summary>Items of one chunk, given to a silo for one attempt.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.LeaseMessage")]
internal sealed class LeaseMessage : ICarrier<LeaseMessage>
{
    [Id(0)]
    public required long Id { get; init; }

    [Id(1)]
    public required int Job { get; init; }

    [Id(2)]
    public required long First { get; init; }

    [Id(3)]
    public required ItemBlock Items { get; init; }

    [Id(4)]
    public required int Attempt { get; init; }

    /// <summary>The item may have brought a silo down: its start is announced and acknowledged before it runs.</summary>
    [Id(5)]
    public bool OnProbation { get; init; }

    /// <summary>Whether the agent may share the lease between its slots.</summary>
    [Id(6)]
    public bool MaySplit { get; init; }

    [Id(7)]
    public int PartCount { get; init; }

    /// <summary>How long the items waited at the coordinator. A duration, since clocks of two machines do not compare.</summary>
    [Id(8)]
    public long QueuedMicroseconds { get; init; }

    public ReadOnlyMemory<byte> Payload => Items.Data;

    public long Bytes => Items.Bytes;

    public LeaseMessage WithPayload(ReadOnlyMemory<byte> payload, int partCount) => new()
    {
        Id = Id,
        Job = Job,
        First = First,
        Items = Items with { Data = payload },
        Attempt = Attempt,
        OnProbation = OnProbation,
        MaySplit = MaySplit,
        PartCount = partCount,
        QueuedMicroseconds = QueuedMicroseconds,
    };
}
