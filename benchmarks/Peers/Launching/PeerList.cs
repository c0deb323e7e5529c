using OrleansPool.Benchmarks.Peers.Peers;

namespace OrleansPool.Benchmarks.Peers.Launching;

/// <summary>All peers, this pool first.</summary>
internal static class PeerList
{
    /// <summary>The verb that makes this program a peer.</summary>
    public const string Serve = "serve";

    public static readonly IReadOnlyList<PeerPlan> All =
    [
        DotNet(PeerNames.Embedded, "OrleansPool, embedded"),
        DotNet(PeerNames.Tcp, "OrleansPool, over TCP"),
        CPython(PeerNames.CPython, "CPython Pool"),
        CPython(PeerNames.CPythonThreads, "CPython ThreadPool"),
        DotNet(PeerNames.ForEachAsync, "Parallel.ForEachAsync"),
        DotNet(PeerNames.Plinq, "PLINQ"),
        DotNet(PeerNames.Dataflow, "TPL Dataflow"),
        DotNet(PeerNames.EmbeddedGrain, "grain calls, embedded"),
        DotNet(PeerNames.TcpGrain, "grain calls, over TCP"),
        DotNet(PeerNames.Akka, "Akka.NET router pool"),
        Debians(PeerNames.Dask, "Dask distributed", "distributed"),
        Debians(PeerNames.Joblib, "joblib", "joblib"),
    ];

    private static PeerPlan DotNet(string name, string title) => new()
    {
        Name = name,
        Title = title,
        Program = Environment.ProcessPath!,
        Arguments = [.. Host(), Serve, name],
    };

    private static PeerPlan CPython(string name, string title) => new()
    {
        Name = name,
        Title = title,
        Program = Python.Usual,
        Arguments = [Python.Script, name],
        IsThere = () => Python.HasAsync(Python.Usual, "multiprocessing"),
        Need = $"{Python.Usual} is not on the path; install Python 3",
    };

    private static PeerPlan Debians(string name, string title, string module) => new()
    {
        Name = name,
        Title = title,
        Program = Python.Debians,
        Arguments = [Python.Script, name],
        IsThere = () => Python.HasAsync(Python.Debians, module),
        Need = $"{Python.Debians} does not import {module}; run: apt-get install python3-{module}",
    };

    /// <summary>This program is run by the host of the SDK, or has one of its own.</summary>
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(PeerList).Assembly.Location] : [];
}
