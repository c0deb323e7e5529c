using Microsoft.Extensions.Logging;
using OrleansPool.Wire;

namespace OrleansPool.WorkerProcesses;

/// <summary>What a worker's process must know before it runs anything.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.WelcomeMessage")]
internal sealed class WelcomeMessage
{
    /// <summary>Name of the silo.</summary>
    [Id(0)]
    public required string Silo { get; init; }

    [Id(1)]
    public required int Slot { get; init; }

    [Id(2)]
    public required int Generation { get; init; }

    [Id(3)]
    public required WorkerRules Rules { get; init; }

    /// <summary>From which level on the silo writes what functions log.</summary>
    [Id(4)]
    public required LogLevel LeastLogLevel { get; init; }

    /// <summary>Files of assemblies that the silo has loaded and that do not belong to its application.</summary>
    [Id(5)]
    public required string[] Assemblies { get; init; }

    /// <summary>Whether the silo lets its clients run external programs.</summary>
    [Id(6)]
    public required bool AllowsPrograms { get; init; }
}
