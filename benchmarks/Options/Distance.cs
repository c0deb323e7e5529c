namespace OrleansPool.Benchmarks.Options;

/// <summary>Makes the pool's messages take their time, half of it on each way, as if client and silos were far from each other.</summary>
internal sealed class Distance(TimeSpan roundTrip) : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        bool isOfPool = context.InterfaceMethod.DeclaringType?.Assembly == typeof(PoolContext).Assembly;
        TimeSpan way = isOfPool ? roundTrip / 2 : TimeSpan.Zero;
        await Task.Delay(way).ConfigureAwait(true);
        await context.Invoke().ConfigureAwait(true);
        await Task.Delay(way).ConfigureAwait(true);
    }
}
