namespace OrleansPool.Benchmarks.Peers.Peers;

/// <summary>Names as <c>--peer</c> takes them.</summary>
internal static class PeerNames
{
    public const string Embedded = "embedded";
    public const string Tcp = "tcp";
    public const string CPython = "cpython-pool";
    public const string CPythonThreads = "cpython-threads";
    public const string ForEachAsync = "foreach-async";
    public const string Plinq = "plinq";
    public const string Dataflow = "dataflow";
    public const string EmbeddedGrain = "grain-embedded";
    public const string TcpGrain = "grain-tcp";
    public const string Akka = "akka";
    public const string Dask = "dask";
    public const string Joblib = "joblib";
}
