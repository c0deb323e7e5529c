using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansPool.Packages;
using OrleansPool.Placement;
using OrleansPool.WorkerProcesses;

namespace OrleansPool.Hosting;

/// <summary>Checks a silo's settings when it starts and reports all that are wrong at once.</summary>
internal sealed class PoolSiloOptionsValidator(IOptions<EndpointOptions> endpoints) : IValidateOptions<PoolSiloOptions>
{
    private const long LeastBytes = 1 << 10;
    private const long MostPackageBytes = 16L << 30;
    private const long MostBytes = 1L << 40;

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
            result.AddError($"Isolation is {options.Isolation}; it must be {Isolation.Thread} or {Isolation.Process}. Use {Isolation.Thread}, the default, unless functions may end or hang their process.");
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

        Range(result, nameof(options.MaxPackageBytes), options.MaxPackageBytes, LeastBytes, MostPackageBytes, PoolSiloOptions.DefaultMaxPackageBytes);
        Range(result, nameof(options.MaxClientCodeBytes), options.MaxClientCodeBytes, LeastBytes, MostBytes, PoolSiloOptions.DefaultMaxClientCodeBytes);
        Range(result, nameof(options.MaxCodeFolderBytes), options.MaxCodeFolderBytes, LeastBytes, MostBytes, PoolSiloOptions.DefaultMaxCodeFolderBytes);
        Range(result, nameof(options.MaxClientPackages), options.MaxClientPackages, 1, PoolSiloOptions.MaxMaxPackages, PoolSiloOptions.DefaultMaxClientPackages);
        Range(result, nameof(options.MaxPackages), options.MaxPackages, 1, PoolSiloOptions.MaxMaxPackages, PoolSiloOptions.DefaultMaxPackages);
        foreach (string error in ErrorsInCode(options))
        {
            result.AddError(error);
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

    private static void Range(ValidateOptionsResultBuilder result, string name, long value, long least, long most, long usual)
    {
        if (value < least || value > most)
        {
            result.AddError($"{name} is {value}; it must be {least} to {most}. Leave it unset for {usual}.");
        }
    }

    private IEnumerable<string> ErrorsInCode(PoolSiloOptions options)
    {
        if (options.Code == CodePolicy.Any && !options.AllowAnyCodeBeyondLoopback && BeyondLoopback() is { } address)
        {
            yield return $"Code is {CodePolicy.Any}, and the silo listens on {address}: everybody who reaches it could run anything there. "
                + $"Use {CodePolicy.Signed}, listen on loopback, or set AllowAnyCodeBeyondLoopback (--code-force true).";
        }

        if (options.Code != CodePolicy.Deployed && FrameworkFiles.AreUnknown)
        {
            yield return $"Code is {options.Code}, and this program was published as a single file, in which .NET has no files that code packages could be told from. Publish it without PublishSingleFile, or use {CodePolicy.Deployed}.";
        }

        if (options.Code != CodePolicy.Deployed && CodeFolder.ReasonAgainst(options.CodeFolder ?? CodeFolder.Default) is { } unsafeFolder)
        {
            yield return unsafeFolder;
        }

        foreach (string error in options.ErrorsInCodeKeys())
        {
            yield return error;
        }
    }

    private IPAddress? BeyondLoopback()
    {
        EndpointOptions options = endpoints.Value;
        IPAddress?[] addresses =
        [
            options.SiloListeningEndpoint?.Address ?? options.AdvertisedIPAddress,
            options.GatewayListeningEndpoint?.Address ?? options.AdvertisedIPAddress,
        ];
        return Array.Find(addresses, address => address is not null && !IPAddress.IsLoopback(address));
    }
}
