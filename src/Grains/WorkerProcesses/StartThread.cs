using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansPool.WorkerProcesses;

/// <summary>
/// The thread that starts all processes of workers, and that lives as long as this process: Linux tells a child of the end of the thread that
/// started it, which must not be one that merely has nothing to do any more.
/// </summary>
internal static class StartThread
{
    private static readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> Queue = [];
    private static readonly Lazy<Thread> Runner = new(Start);

    public static Task<Process> StartAsync(ProcessStartInfo info)
    {
        _ = Runner.Value;
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Add((info, started));
        return started.Task;
    }

    private static Thread Start()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "OrleansPool worker starter" };
        thread.Start();
        return thread;
    }

    private static void Run()
    {
        foreach ((ProcessStartInfo info, TaskCompletionSource<Process> started) in Queue.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        }
    }
}
