using Microsoft.Extensions.Options;

namespace OrleansPool.Hosting;

/// <summary>Checks a silo's settings when it starts.</summary>
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
                $"DrainTime is {options.DrainTime}; it must be zero to {PoolSiloOptions.MaxDrainTime.TotalDays:F0} day. Zero gives running items back at once.");
        }

        return result.Build();
    }
}
