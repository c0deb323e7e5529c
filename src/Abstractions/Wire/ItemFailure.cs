using OrleansPool.Failures;

namespace OrleansPool.Wire;

/// <summary>The failure of one item of a segment.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ItemFailure")]
internal sealed class ItemFailure
{
    /// <summary>Position of the item within its segment.</summary>
    [Id(0)]
    public required int Offset { get; init; }

    [Id(1)]
    public required Failure Failure { get; init; }

    /// <summary>The input in one line, for people; null when the item has none or it does not decode.</summary>
    [Id(2)]
    public string? Preview { get; init; }

    /// <summary>Time from the coordinator's receipt of the item to its start; null for an item that was lost with its silo.</summary>
    [Id(3)]
    public long? QueueMicroseconds { get; init; }

    /// <summary>Time that it ran; null for an item that was lost with its silo.</summary>
    [Id(4)]
    public long? RunMicroseconds { get; init; }

    /// <summary>About how many bytes it takes in a message.</summary>
    public long Size => Failure.Size + (2L * (Preview?.Length ?? 0)) + 64;

    public ItemFailure WithOffset(int offset) => new()
    {
        Offset = offset,
        Failure = Failure,
        Preview = Preview,
        QueueMicroseconds = QueueMicroseconds,
        RunMicroseconds = RunMicroseconds,
    };
}
