using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansPool.Silo.Health;

/// <summary>Judges a silo by its phase.</summary>
internal sealed class SiloCheck(IServiceProvider services, Func<PoolSiloPhase, bool> isHealthy) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IPoolSilo silo = services.GetRequiredService<IPoolSilo>();
        PoolSiloPhase phase = silo.Phase;
        string text = $"{phase.ToString().ToLowerInvariant()}, {silo.BusyWorkers} of {silo.Workers} workers busy";
        return Task.FromResult(isHealthy(phase) ? HealthCheckResult.Healthy(text) : HealthCheckResult.Unhealthy(text));
    }
}
