namespace OrleansPool.WorkerProcesses;

/// <summary>How a process ended, for people.</summary>
internal static class ProcessEnd
{
    private const int SignalBase = 128;
    private const int Abort = 6;
    private const int Kill = 9;
    private const int Segmentation = 11;

    /// <summary>What it says of a worker's process: "it …".</summary>
    public static string Describe(int code) => (code - SignalBase) switch
    {
        Abort when !OperatingSystem.IsWindows() => $"its process was aborted (exit code {code}), as by Environment.FailFast, a stack overflow or an exception that nobody caught",
        Kill when !OperatingSystem.IsWindows() => $"its process was killed (exit code {code}), by somebody or by the system, which does so when memory runs out",
        Segmentation when !OperatingSystem.IsWindows() => $"its process crashed in native code (exit code {code})",
        _ => $"its process ended with exit code {code}, as by Environment.Exit",
    };
}
