using Microsoft.Extensions.Options;
using OrleansPool.Placement;
using OrleansPool.WorkerProcesses;

namespace OrleansPool.Hosting;

/// <summary>Checks a silo's settings when it starts and reports all that are wrong at once.</summary>
internal sealed class PoolSiloOptionsValidator : IValidateOptions<PoolSiloOptions>
{
    public ValidateOptionsResult Validate(string? name, PoolSiloOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Workers is < 1 or > PoolSiloOptions.MaxWorkers)
        {
            result.AddError(
                $"Workers is {options.Workers}; it must be 1 to {PoolSiloOptions.MaxWorkers}. Leave it unset for one worker a core ({Environment.ProcessorCount} here).");
        }

        if (options.DrainTime < TimeSpan.Zero || options.DrainTime > PoolSiloOptions.MaxDrainTime)
        {
            result.AddError(
                $"DrainTime is {options.DrainTime}; it must be zero to {PoolSiloOptions.MaxDrainTime.TotalDays:F0} day. Use zero to give running items back at once.");
        }

        if (options.BurstWorkers is < 0 or > PoolSiloOptions.MaxWorkers)
        {
            result.AddError($"BurstWorkers is {options.BurstWorkers}; it must be 0 to {PoolSiloOptions.MaxWorkers}. Use 0 to never run more than Workers items at the same time.");
        }

        if (!Enum.IsDefined(options.Isolation))
        {
            result.AddError($"Isolation is {options.Isolation}; it must be {Isolation.Thread} or {Isolation.Process}.");
        }

        if (options.Isolation == Isolation.Process && WhyImpossible() is { } reason)
        {
            result.AddError(reason);
        }

        if (options.WorkerMemoryBytes is < PoolSiloOptions.LeastWorkerMemory or > PoolSiloOptions.MostWorkerMemory)
        {
            result.AddError(
                $"WorkerMemoryBytes is {options.WorkerMemoryBytes}; it must be {PoolSiloOptions.LeastWorkerMemory} (128 MiB) to {PoolSiloOptions.MostWorkerMemory} (1 TiB). Leave it unset for no limit.");
        }

        foreach (string error in LabelRules.ErrorsIn("Labels", options.Labels))
        {
            result.AddError(error);
        }

        return result.Build();
    }

    private static string? WhyImpossible()
    {
        try
        {
            _ = WorkerCommand.ForThisApplication();
            return null;
        }
        catch (PlatformNotSupportedException refusal)
        {
            return refusal.Message;
        }
    }
}
