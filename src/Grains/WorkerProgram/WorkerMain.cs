using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using OrleansPool.WorkerProcesses;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProgram;

/// <summary>The process of a worker: does what its silo says until that closes the pipe, which it also does by ending. Never returns.</summary>
internal static class WorkerMain
{
    private const int ConnectMilliseconds = 30_000;

    public static void Run(WorkerAddress address)
    {
        Detach();
        ParentWatch.EndWith(address.Silo);
        try
        {
            using var pipe = new NamedPipeClientStream(".", address.Pipe, PipeDirection.InOut, PipeOptions.CurrentUserOnly);
            var page = PageFile.Open(address.Page);
            pipe.Connect(ConnectMilliseconds);
            new WorkerSide(pipe, page, new WorkerThreads(slots: 1), new RunClock()).Run();
        }
        catch (Exception error)
        {
            Console.Error.WriteLine($"The process of a worker cannot go on: {error}");
            Leave();
        }

        Leave();
    }

    /// <summary>Ends the process at once, whatever functions have left behind: threads, handlers of the process' end.</summary>
    private static void Leave()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    private static void Detach()
    {
        // Programs that functions start are no workers.
        Environment.SetEnvironmentVariable(WorkerAddress.Variable, null);
        string hooks = Environment.GetEnvironmentVariable(WorkerCommand.HookVariable) ?? string.Empty;
        int last = hooks.LastIndexOf(Path.PathSeparator);
        Environment.SetEnvironmentVariable(WorkerCommand.HookVariable, last < 0 ? null : hooks[..last]);
        Environment.SetEnvironmentVariable("DOTNET_gcServer", null);
        Environment.SetEnvironmentVariable("DOTNET_GCHeapHardLimit", null);

        // A terminal or a service manager tells all processes at once to stop. The silo decides when that is for its workers: it may drain first.
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP })
        {
            Ignored.Add(PosixSignalRegistration.Create(signal, static context => context.Cancel = true));
        }
    }

    private static readonly List<PosixSignalRegistration> Ignored = [];
}
