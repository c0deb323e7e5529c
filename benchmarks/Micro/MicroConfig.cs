using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace OrleansPool.Benchmarks.Micro;

/// <summary>How the benchmarks are run and told.</summary>
internal static class MicroConfig
{
    /// <summary>On a machine that does other things besides, more of them take minutes and tell nothing more.</summary>
    private const int MostIterations = 30;

    public static IConfig Make(bool isShort)
    {
        // In this process: a program built for each of them would take minutes, and would have to see what is internal.
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
        return ManualConfig.CreateEmpty()
            .AddJob(isShort ? job.WithWarmupCount(1).WithIterationCount(1).WithInvocationCount(1).WithUnrollFactor(1) : job.WithMaxIterationCount(MostIterations))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(StatisticColumn.OperationsPerSecond)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .HideColumns(Column.Namespace)
            .AddExporter(JsonExporter.Full)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"));
    }
}
