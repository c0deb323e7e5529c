using Microsoft.Extensions.Options;

namespace OrleansPool.Hosting;

/// <summary>Checks a silo's settings when it starts.</summary>
internal sealed class PoolSiloOptionsValidator : IValidateOptions<PoolSiloOptions>
{
    public ValidateOptionsResult Validate(string? name, PoolSiloOptions options) =>
        options.Workers is >= 1 and <= PoolSiloOptions.MaxWorkers
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Workers is {options.Workers}; it must be 1 to {PoolSiloOptions.MaxWorkers}. Leave it unset for one worker a core ({Environment.ProcessorCount} here).");
}
