namespace OrleansPool.Benchmarks.Responsiveness;

/// <inheritdoc cref="IPingGrain"/>
public sealed class PingGrain : Grain, IPingGrain
{
    /// <inheritdoc/>
    public Task PingAsync() => Task.CompletedTask;
}
