using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using Microsoft.Extensions.Logging;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProcesses;

/// <summary>Starts the processes of a silo's workers, watches their memory, and ends them with the silo.</summary>
internal sealed partial class ProcessStarter(long? memoryLimit, TimeProvider time, ProcessLog functionLog, ILogger logger)
{
    private const string OurVariables = "ORLEANSPOOL_";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly HashSet<WorkerProcess> _processes = [];
    private readonly Lazy<WorkerCommand> _command = new(WorkerCommand.ForThisApplication);
    private bool _isOver;
    private long _watched = time.GetTimestamp();

    /// <summary>Starts a process and waits until it is ready.</summary>
    public async Task<WorkerProcess> StartAsync(WorkerTable table, WorkerLife worker)
    {
        long started = time.GetTimestamp();
        WorkerAddress address = WorkerAddress.New();
        PageFile page = PageFile.Create(address.Page);
        var pipe = new NamedPipeServerStream(address.Pipe, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        WorkerProcess process;
        try
        {
            Process child = await StartThread.StartAsync(Describe(address)).ConfigureAwait(false);
            await ConnectAsync(pipe, child, worker).ConfigureAwait(false);
            process = new WorkerProcess(child, pipe, page, functionLog.Write);
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            page.Discard();
            throw;
        }
        finally
        {
            address.Remove();
        }

        Add(process);
        await process.WelcomeAsync(new WelcomeMessage
        {
            Silo = table.Silo,
            Slot = worker.Slot,
            Generation = worker.Generation,
            Rules = table.Rules,
            LeastLogLevel = functionLog.LeastLevel(),
            Assemblies = LooseAssemblies.All(),
        }).ConfigureAwait(false);
        LogStarted(worker.Id, process.Id, (long)time.GetElapsedTime(started).TotalMilliseconds);
        return process;
    }

    /// <summary>Ends processes that have more memory than they may. Called by the agent's clock.</summary>
    public void Watch()
    {
        if (memoryLimit is not { } most || time.GetElapsedTime(_watched) < WatchPeriod)
        {
            return;
        }

        _watched = time.GetTimestamp();
        foreach (WorkerProcess process in Processes())
        {
            try
            {
                long memory = process.Memory;
                if (memory > most)
                {
                    process.Kill($"its process had {memory} bytes of memory, and WorkerMemoryBytes is {most}");
                }
            }
            catch (InvalidOperationException)
            {
                // It has just ended.
                continue;
            }
        }
    }

    /// <summary>The silo is over: so are the processes, and none is started any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        foreach (WorkerProcess process in Processes())
        {
            process.Kill("its silo has stopped");
        }
    }

    private WorkerProcess[] Processes()
    {
        lock (_gate)
        {
            return [.. _processes];
        }
    }

    private void Add(WorkerProcess process)
    {
        bool isOver;
        lock (_gate)
        {
            _processes.Add(process);
            isOver = _isOver;
        }

        _ = process.Ended.ContinueWith(_ => Remove(process), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (isOver)
        {
            process.Kill("its silo has stopped");
        }
    }

    private void Remove(WorkerProcess process)
    {
        lock (_gate)
        {
            _processes.Remove(process);
        }
    }

    private ProcessStartInfo Describe(WorkerAddress address)
    {
        var info = new ProcessStartInfo(_command.Value.File, _command.Value.Arguments) { RedirectStandardInput = true, UseShellExecute = false };
        foreach (string ours in info.Environment.Keys.Where(static name => name.StartsWith(OurVariables, StringComparison.Ordinal)).ToList())
        {
            // Keys of code and passwords of stores are the silo's, and not for functions.
            info.Environment.Remove(ours);
        }

        info.Environment[WorkerAddress.Variable] = address.ToString();
        string? hooks = Environment.GetEnvironmentVariable(WorkerCommand.HookVariable);
        string hook = typeof(ProcessStarter).Assembly.GetName().Name!;
        info.Environment[WorkerCommand.HookVariable] = string.IsNullOrEmpty(hooks) ? hook : $"{hooks}{Path.PathSeparator}{hook}";

        // One worker computes at a time: heaps for all cores would only take memory.
        info.Environment["DOTNET_gcServer"] = "0";
        if (memoryLimit is { } most)
        {
            // What is not on the heap of the runtime has the rest: then a function is told of the end of its memory, rather than killed.
            info.Environment["DOTNET_GCHeapHardLimit"] = (most / 4 * 3).ToString("x", CultureInfo.InvariantCulture);
        }

        return info;
    }

    private static async Task ConnectAsync(NamedPipeServerStream pipe, Process child, WorkerLife worker)
    {
        child.StandardInput.Close();
        using var over = new CancellationTokenSource(StartPatience);
        Task exited = child.WaitForExitAsync(over.Token);
        Task connected = pipe.WaitForConnectionAsync(over.Token);
        if (await Task.WhenAny(connected, exited).ConfigureAwait(false) == connected && connected.IsCompletedSuccessfully)
        {
            return;
        }

        string how = child.HasExited ? ProcessEnd.Describe(child.ExitCode) : $"it did not report within {StartPatience.TotalSeconds:F0} s";
        if (!child.HasExited)
        {
            child.Kill();
        }

        await over.CancelAsync().ConfigureAwait(false);
        throw new WorkerLostException($"The process of worker {worker.Id} did not start: {how}. What it wrote is on the silo's standard error.");
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The process of worker {Worker} is up: {Process}, after {Milliseconds} ms")]
    private partial void LogStarted(string worker, int process, long milliseconds);
}
