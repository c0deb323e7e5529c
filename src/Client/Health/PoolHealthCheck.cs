using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansPool;

/// <summary>Whether a pool gets work done: its cluster answers, and silos of it take work. Register it with <c>AddHealthChecks().AddCheck&lt;PoolHealthCheck&gt;("pool")</c>.</summary>
/// <remarks>
/// Healthy with at least one silo that is ready; degraded when some member of the cluster does not answer; of the registration's failure status
/// when no silo takes work or none answers. Each check asks all silos once, which takes two seconds at most when some do not answer.
/// </remarks>
/// <param name="pool">The pool, as <c>AddOrleansPoolClient</c> registers it.</param>
public sealed class PoolHealthCheck(Pool pool) : IHealthCheck
{
    private readonly Pool _pool = pool ?? throw new ArgumentNullException(nameof(pool));

    /// <summary>Asks the cluster.</summary>
    /// <param name="context">The registration.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>What was found, with the numbers of silos, workers and busy workers.</returns>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            IReadOnlyList<SiloView> silos = await _pool.Cluster.SilosAsync(cancellationToken).ConfigureAwait(false);
            int ready = silos.Count(silo => silo.Phase == PoolSiloPhase.Ready);
            int silent = silos.Count(silo => silo.Phase is null);
            var data = new Dictionary<string, object>
            {
                ["silos"] = silos.Count,
                ["ready"] = ready,
                ["silent"] = silent,
                ["workers"] = silos.Sum(silo => silo.Workers),
                ["busy"] = silos.Sum(silo => silo.Busy),
            };
            string text = $"{ready} of {silos.Count} silos take work, {data["busy"]} of {data["workers"]} workers are busy.";
            HealthStatus status = ready == 0 ? context.Registration.FailureStatus : silent > 0 ? HealthStatus.Degraded : HealthStatus.Healthy;
            return new HealthCheckResult(status, text, data: data);
        }
        catch (Exception error) when (error is PoolException or ObjectDisposedException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, error.Message, error);
        }
    }
}
