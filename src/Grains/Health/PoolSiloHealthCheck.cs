using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansPool;

/// <summary>Whether the pool silo of this process takes work. Register it with <c>AddHealthChecks().AddCheck&lt;PoolSiloHealthCheck&gt;("silo")</c>.</summary>
/// <remarks>It takes none while it starts, and from the moment it is told to drain or to stop: as a readiness probe, not a liveness one.</remarks>
/// <param name="silo">The silo, as <c>AddOrleansPool</c> registers it.</param>
public sealed class PoolSiloHealthCheck(IPoolSilo silo) : IHealthCheck
{
    private readonly IPoolSilo _silo = silo ?? throw new ArgumentNullException(nameof(silo));

    /// <summary>Looks at the silo's phase.</summary>
    /// <param name="context">The registration.</param>
    /// <param name="cancellationToken">Not used: it takes no time.</param>
    /// <returns>Healthy when it is ready; else of the registration's failure status.</returns>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        PoolSiloPhase phase = _silo.Phase;
        string text = $"{phase.ToString().ToLowerInvariant()}, {_silo.BusyWorkers} of {_silo.Workers} workers busy";
        return Task.FromResult(new HealthCheckResult(phase == PoolSiloPhase.Ready ? HealthStatus.Healthy : context.Registration.FailureStatus, text));
    }
}
