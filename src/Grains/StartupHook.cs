using OrleansPool.WorkerProcesses;
using OrleansPool.WorkerProgram;

/// <summary>
/// What .NET runs before the Main of an application that was started with this assembly as its startup hook. Where the silo says so, the process is that
/// of a worker, and Main does not run.
/// </summary>
#pragma warning disable CA1050 // .NET looks for this name in no namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(WorkerAddress.Variable) is { } address)
        {
            WorkerMain.Run(WorkerAddress.Parse(address));
        }
    }
}
