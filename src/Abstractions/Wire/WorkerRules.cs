using OrleansPool.Packages;

namespace OrleansPool.Wire;

/// <summary>What holds for the workers of a pool.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.WorkerRules")]
internal sealed record WorkerRules
{
    public static WorkerRules None { get; } = new();

    /// <summary>The encoded function that runs once in each worker, or empty.</summary>
    [Id(0)]
    public ReadOnlyMemory<byte> Initializer { get; init; }

    /// <summary>Items after which a worker is renewed, or null.</summary>
    [Id(1)]
    public int? MaxTasks { get; init; }

    /// <summary>The encoded function that runs once in each worker after its last item, or empty.</summary>
    [Id(2)]
    public ReadOnlyMemory<byte> Finalizer { get; init; }

    /// <summary>How long one run of the initializer may take, or null for as long as it does.</summary>
    [Id(3)]
    public TimeSpan? InitializerTimeout { get; init; }

    /// <summary>How long the finalizer may take in one worker.</summary>
    [Id(4)]
    public TimeSpan FinalizerTimeout { get; init; }

    /// <summary>Where the initializer's code is and who vouches for it.</summary>
    [Id(5)]
    public CodeTicket? InitializerCode { get; init; }

    /// <summary>The same for the finalizer.</summary>
    [Id(6)]
    public CodeTicket? FinalizerCode { get; init; }

    /// <summary>What the pool asks for; a silo may do more.</summary>
    [Id(7)]
    public Isolation Isolation { get; init; }
}
