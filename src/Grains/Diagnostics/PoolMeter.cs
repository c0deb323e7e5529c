using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansPool.Diagnostics;

/// <summary>What a silo counts, for whoever listens to the meter "OrleansPool".</summary>
internal sealed class PoolMeter
{
    public const string Name = "OrleansPool";

    private readonly Counter<long> _writtenOff;

    public PoolMeter(IServiceProvider services)
    {
        // The factory's meters end with its container; without one the meter lives as long as the process.
        Meter meter = services.GetService<IMeterFactory>()?.Create(Name) ?? new Meter(Name);
        _writtenOff = meter.CreateCounter<long>(
            "orleanspool.workers.written_off",
            "{worker}",
            "Workers whose function did not end in time: their threads may run on unseen.");
    }

    /// <summary>A worker was given up, or what it ran at its begin or end.</summary>
    /// <param name="reason">item_timeout, job_ended, initializer or finalizer.</param>
    public void WorkerWrittenOff(string reason) => _writtenOff.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
