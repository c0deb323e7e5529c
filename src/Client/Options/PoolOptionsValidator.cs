using Microsoft.Extensions.Options;
using OrleansPool.Functions;
using OrleansPool.Placement;
using OrleansPool.Transport;

namespace OrleansPool.Options;

/// <summary>Checks the settings of a pool and reports all that are wrong at once.</summary>
internal static class PoolOptionsValidator
{
    private const int MaxWorkersOnOneSilo = 4096;
    private const long MaxMaxItemBytes = 1L << 30;
    private const long MaxMaxSharedBytes = 1L << 40;
    private const long LeastWorkerMemory = 128L << 20;
    private const long MostWorkerMemory = 1L << 40;
    private const long LeastMaxPackageBytes = 1 << 10;
    private const long MostMaxPackageBytes = 16L << 30;

    /// <param name="options">The settings.</param>
    /// <param name="isLocal">Whether the pool starts a silo of its own.</param>
    /// <param name="connects">Whether it makes connections of its own.</param>
    public static void ThrowIfInvalid(PoolOptions options, bool isLocal, bool connects = false)
    {
        List<string> errors = [];
        Check(
            connects || options.Tls is null,
            isLocal
                ? "Tls is set, but a local pool takes no connections. Leave it unset."
                : "Tls is set, but the application's Orleans client makes the connections. Call UsePoolTls where that client is built.");
        if (connects && options.Tls is { } tls)
        {
            errors.AddRange(TlsOptionsCheck.ErrorsIn(tls, TlsRole.Client));
        }

        Check(
            options.Workers is null or (>= 1 and <= MaxWorkersOnOneSilo),
            $"Workers is {options.Workers}; it must be 1 to {MaxWorkersOnOneSilo}. Leave it unset for one worker a core ({Environment.ProcessorCount} here).");
        Check(
            isLocal || options.Workers is null,
            $"Workers is {options.Workers}, but the silos of a cluster set their own number. Set MaxWorkers to use at most that many of them.");
        Check(
            isLocal || options.ConfigureServices is null,
            "ConfigureServices is set, but the silos of a cluster have services of their own. Register them where the silos are built, beside AddOrleansPool.");
        Check(options.MaxWorkers is null or >= 1, $"MaxWorkers is {options.MaxWorkers}; it must be at least 1. Leave it unset for all workers.");
        Check(
            options.Weight is >= OptionLimits.LeastWeight and <= OptionLimits.MostWeight,
            $"Weight is {options.Weight}; it must be {OptionLimits.LeastWeight} to {OptionLimits.MostWeight}. Leave it at 1 for an equal share.");
        Check(
            options.BurstWorkers is null or (>= 0 and <= MaxWorkersOnOneSilo),
            $"BurstWorkers is {options.BurstWorkers}; it must be 0 to {MaxWorkersOnOneSilo}. Use 0 to never run more than Workers items at the same time.");
        Check(
            isLocal || options.BurstWorkers is null,
            $"BurstWorkers is {options.BurstWorkers}, but the silos of a cluster set their own number. Set PoolSiloOptions.BurstWorkers there.");
        Check(
            Enum.IsDefined(options.Isolation),
            $"Isolation is {options.Isolation}; it must be {Isolation.Thread} or {Isolation.Process}. Use {Isolation.Thread}, the default, unless functions may end or hang their process.");
        Check(
            options.Isolation == Isolation.Thread || options.ConfigureServices is null,
            $"ConfigureServices is set and Isolation is {Isolation.Process}: the processes of workers do not have the silo's services. Make what functions need in Initializer, or use {Isolation.Thread}.");
        Check(
            options.WorkerMemoryBytes is null or (>= LeastWorkerMemory and <= MostWorkerMemory),
            $"WorkerMemoryBytes is {options.WorkerMemoryBytes}; it must be {LeastWorkerMemory} (128 MiB) to {MostWorkerMemory} (1 TiB). Leave it unset for no limit.");
        Check(
            isLocal || options.WorkerMemoryBytes is null,
            $"WorkerMemoryBytes is {options.WorkerMemoryBytes}, but the silos of a cluster set their own limit. Set PoolSiloOptions.WorkerMemoryBytes there.");
        Check(
            !isLocal || options.Isolation == Isolation.Process || options.WorkerMemoryBytes is null,
            $"WorkerMemoryBytes is {options.WorkerMemoryBytes} and Isolation is {Isolation.Thread}: threads share the memory of this process. Set Isolation to {Isolation.Process}.");
        errors.AddRange(LabelRules.ErrorsIn("Labels", options.Labels));
        Check(
            isLocal || options.Labels is not { Count: > 0 },
            $"Labels has {options.Labels?.Count} labels, but the silos of a cluster have their own. Set PoolSiloOptions.Labels there, or JobOptions.Labels for what a job asks for.");
        Check(options.MaxTasksPerWorker is null or >= 1, $"MaxTasksPerWorker is {options.MaxTasksPerWorker}; it must be at least 1 item. Leave it unset to never renew workers.");
        Check(
            options.Initializer is not { } initializer || WorkerHook.ParametersOf(initializer).IsEmpty,
            $"Initializer takes parameters: {options.Initializer?.Method}. Pass a function without any, such as () => Load(path).");
        Check(
            options.InitializerTimeout is null || IsTimeout(options.InitializerTimeout.Value),
            $"InitializerTimeout is {options.InitializerTimeout}; it must be 1 ms to {OptionLimits.LongestDays} days. Set it to null for no limit.");
        Check(
            options.Finalizer is not { } finalizer || WorkerHook.ParametersOf(finalizer).Length <= 1,
            $"Finalizer takes several parameters: {options.Finalizer?.Method}. Pass a function without any, or with one that takes the worker's state, such as (Model model) => model.Count.");
        Check(
            options.Finalizer is not { } stateful || WorkerHook.ParametersOf(stateful).Length != 1 || options.Initializer is not null,
            $"Finalizer takes the worker's state ({options.Finalizer?.Method}), and there is no Initializer that returns one. Set Initializer, or pass a function without parameters.");
        Check(
            IsTimeout(options.FinalizerTimeout),
            $"FinalizerTimeout is {options.FinalizerTimeout}; it must be 1 ms to {OptionLimits.LongestDays} days. Leave it unset for {PoolOptions.DefaultFinalizerTimeout.TotalSeconds:F0} s.");
        Check(!string.IsNullOrWhiteSpace(options.ClusterId), $"ClusterId is '{options.ClusterId}', which is no name. Leave it unset for '{PoolOptions.DefaultClusterId}'.");
        Check(
            options.MaxItemBytes is >= 1 and <= MaxMaxItemBytes,
            $"MaxItemBytes is {options.MaxItemBytes}; it must be 1 to {MaxMaxItemBytes} (1 GiB). Leave it unset for {PoolOptions.DefaultMaxItemBytes} (256 MiB).");
        Check(
            options.MaxPackageBytes is >= LeastMaxPackageBytes and <= MostMaxPackageBytes,
            $"MaxPackageBytes is {options.MaxPackageBytes}; it must be {LeastMaxPackageBytes} to {MostMaxPackageBytes} (16 GiB). Leave it unset for {PoolOptions.DefaultMaxPackageBytes} (256 MiB).");
        Check(options.ErrorInCodeKey() is null, $"The code key ({nameof(options.CodeKey)}, or the variable {Packages.CodeKey.Variable}) is wrong: {options.ErrorInCodeKey()}");
        Check(
            options.MaxSharedBytes is >= 1 and <= MaxMaxSharedBytes,
            $"MaxSharedBytes is {options.MaxSharedBytes}; it must be 1 to {MaxMaxSharedBytes} (1 TiB). Leave it unset for {PoolOptions.DefaultMaxSharedBytes} (4 GiB).");

        if (errors.Count > 0)
        {
            throw new OptionsValidationException(nameof(PoolOptions), typeof(PoolOptions), errors);
        }

        void Check(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }

    private static bool IsTimeout(TimeSpan time) => time >= TimeSpan.FromMilliseconds(1) && time <= OptionLimits.LongestTime;
}
