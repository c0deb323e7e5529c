using OrleansPool.Payloads;

namespace OrleansPool.Wire;

/// <summary>Outcomes of neighbouring items of one lease: their values, encoded together, and the failures among them.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.Segment")]
internal sealed class Segment : ICarrier<Segment>
{
    [Id(0)]
    public required int Job { get; init; }

    [Id(1)]
    public required long Lease { get; init; }

    /// <summary>Index of the first item in the job.</summary>
    [Id(2)]
    public required long First { get; init; }

    /// <summary>One element an item, in order; a failed item has an element without meaning.</summary>
    [Id(3)]
    public required ItemBlock Values { get; init; }

    [Id(4)]
    public ItemFailure[] Failures { get; init; } = [];

    /// <summary>Which run of these items this was, from 1.</summary>
    [Id(5)]
    public int Attempt { get; init; } = 1;

    /// <summary>Number of the silo that ran them.</summary>
    [Id(6)]
    public int Silo { get; init; }

    /// <summary>Time spent running these items.</summary>
    [Id(7)]
    public long RunMicroseconds { get; init; }

    [Id(8)]
    public int PartCount { get; init; }

    /// <summary>The worker's slot on its silo, or -1 when no worker is known.</summary>
    [Id(9)]
    public required int WorkerSlot { get; init; }

    /// <summary>How many workers there were in the slot before it.</summary>
    [Id(10)]
    public int WorkerGeneration { get; init; }

    /// <summary>Position within the segment of the item that took longest, of those that were timed.</summary>
    [Id(11)]
    public int SlowestOffset { get; init; }

    /// <summary>How long that item took; 0 when all were too short to be timed.</summary>
    [Id(12)]
    public long SlowestMicroseconds { get; init; }

    /// <summary>Time that the worker took to start; in the first segment of its first lease.</summary>
    [Id(13)]
    public long StartMicroseconds { get; init; }

    /// <summary>Time that the worker's slot was free for the job before this lease; in the first segment of a lease.</summary>
    [Id(14)]
    public long WaitMicroseconds { get; init; }

    /// <summary>Time of <see cref="RunMicroseconds"/> in which functions waited for items of their own and had lent the slot.</summary>
    [Id(15)]
    public long LentMicroseconds { get; init; }

    public ReadOnlyMemory<byte> Payload => Values.Data;

    public long Bytes => Values.Bytes + Failures.Sum(failure => failure.Size);

    /// <summary>The same, of a worker in a process of its own, with what only its silo knows: its number, and what a lease's first segment tells of the start.</summary>
    public Segment Of(int silo, long startMicroseconds, long waitMicroseconds) => new()
    {
        Job = Job,
        Lease = Lease,
        First = First,
        Values = Values,
        Failures = Failures,
        Attempt = Attempt,
        Silo = silo,
        RunMicroseconds = RunMicroseconds,
        PartCount = PartCount,
        WorkerSlot = WorkerSlot,
        WorkerGeneration = WorkerGeneration,
        SlowestOffset = SlowestOffset,
        SlowestMicroseconds = SlowestMicroseconds,
        StartMicroseconds = startMicroseconds,
        WaitMicroseconds = waitMicroseconds,
        LentMicroseconds = LentMicroseconds,
    };

    public Segment WithPayload(ReadOnlyMemory<byte> payload, int partCount) => new()
    {
        Job = Job,
        Lease = Lease,
        First = First,
        Values = Values with { Data = payload },
        Failures = Failures,
        Attempt = Attempt,
        Silo = Silo,
        RunMicroseconds = RunMicroseconds,
        PartCount = partCount,
        WorkerSlot = WorkerSlot,
        WorkerGeneration = WorkerGeneration,
        SlowestOffset = SlowestOffset,
        SlowestMicroseconds = SlowestMicroseconds,
        StartMicroseconds = StartMicroseconds,
        WaitMicroseconds = WaitMicroseconds,
        LentMicroseconds = LentMicroseconds,
    };
}
