using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansPool.BehaviorTests;

/// <summary>The checks for applications that have a pool or a silo.</summary>
public sealed class HealthTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Pool_IsHealthyWhileASiloTakesWork_AndNotOnceAllDrain()
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 3).Bounded();
        var check = new PoolHealthCheck(pool);
        HealthCheckResult well = await check.CheckHealthAsync(ContextOf(check)).Bounded();
        Assert.Equal((HealthStatus.Healthy, 3), (well.Status, well.Data["workers"]));

        SiloView silo = Assert.Single(await pool.Cluster.SilosAsync().Bounded());
        Assert.True(await pool.Cluster.DrainAsync(silo.Address).Bounded());
        HealthCheckResult drained = await check.CheckHealthAsync(ContextOf(check)).Bounded();
        Assert.Equal((HealthStatus.Unhealthy, 0), (drained.Status, drained.Data["ready"]));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_IsOfTheRegisteredStatusWhenItIsNotReady()
    {
        var check = new PoolSiloHealthCheck(new StartingSilo());
        HealthCheckResult result = await check.CheckHealthAsync(new() { Registration = new HealthCheckRegistration("silo", check, HealthStatus.Degraded, tags: null) });
        Assert.Equal((HealthStatus.Degraded, "starting, 0 of 2 workers busy"), (result.Status, result.Description));
    }

    private static HealthCheckContext ContextOf(IHealthCheck check) => new() { Registration = new HealthCheckRegistration("pool", check, HealthStatus.Unhealthy, tags: null) };

    private sealed class StartingSilo : IPoolSilo
    {
        public PoolSiloPhase Phase => PoolSiloPhase.Starting;

        public int Workers => 2;

        public int BusyWorkers => 0;
    }
}
