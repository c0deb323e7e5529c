using OrleansPool.Packages;
using OrleansPool.Wire;

namespace OrleansPool.WorkerProcesses;

/// <summary>A lease to run.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.RunMessage")]
internal sealed class RunMessage
{
    /// <summary>Number of the job at this process.</summary>
    [Id(0)]
    public required int Job { get; init; }

    /// <summary>The job, when the process does not know it yet.</summary>
    [Id(1)]
    public JobStart? Start { get; init; }

    /// <summary>Where the code of the job's function is, when the process does not know the job yet.</summary>
    [Id(4)]
    public CodePlace? Code { get; init; }

    /// <summary>The items to run, and no others.</summary>
    [Id(2)]
    public required LeaseMessage Lease { get; init; }

    /// <summary>Files of assemblies that the silo has loaded since it last said so.</summary>
    [Id(3)]
    public string[] Assemblies { get; init; } = [];

    /// <summary>The span of the run at the silo, as W3C's trace context writes it, or null when its job is not traced.</summary>
    [Id(5)]
    public string? Trace { get; init; }
}
