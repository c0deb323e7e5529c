using OrleansPool.Failures;

namespace OrleansPool.Wire;

/// <summary>A job that no silo can run: its function was not found or does not decode.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.JobFailure")]
internal sealed class JobFailure
{
    [Id(0)]
    public required int Job { get; init; }

    [Id(1)]
    public required Failure Failure { get; init; }
}
