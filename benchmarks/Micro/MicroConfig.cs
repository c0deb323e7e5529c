using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace OrleansPool.Benchmarks.Micro;

/// <summary>How the benchmarks are run and told.</summary>
internal static class MicroConfig
{
    public static IConfig Make(bool isShort)
    {
        // In this process: a program built for each of them would take minutes, and would have to see what is internal.
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
        return ManualConfig.CreateEmpty()
            .AddJob(isShort ? job.WithWarmupCount(1).WithIterationCount(1).WithInvocationCount(1).WithUnrollFactor(1) : job)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(StatisticColumn.OperationsPerSecond)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .HideColumns(Column.Namespace)
            .AddExporter(JsonExporter.Full)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
    }
}
