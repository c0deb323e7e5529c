using Microsoft.Extensions.Logging;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProcesses;

/// <summary>
/// The processes of a silo's workers: starts them and one that is spare, watches their memory, and ends them with the silo. Thread-safe.
/// </summary>
internal sealed partial class ProcessStarter
{
    /// <summary>Workers of a pool start together and take all cores: the spare process comes after them.</summary>
    private static readonly TimeSpan SpareDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly HashSet<WorkerProcess> _processes = [];
    private readonly ProcessLauncher _launcher;
    private readonly RehearseMessage _rehearsal;
    private readonly ProcessLog _functionLog;
    private readonly SpareProcess _spare;
    private readonly long? _memoryLimit;
    private readonly bool _allowsPrograms;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _isOver;
    private long _watched;

    public ProcessStarter(long? memoryLimit, bool allowsPrograms, RehearseMessage rehearsal, TimeProvider time, ProcessLog functionLog, ILogger logger)
    {
        _launcher = new ProcessLauncher(memoryLimit, functionLog);
        _rehearsal = rehearsal;
        _functionLog = functionLog;
        _spare = new SpareProcess(StartSpareAsync, time);
        _memoryLimit = memoryLimit;
        _allowsPrograms = allowsPrograms;
        _time = time;
        _logger = logger;
        _watched = time.GetTimestamp();
    }

    /// <summary>Gives the process of a worker, and waits until it is ready.</summary>
    public async Task<WorkerProcess> StartAsync(WorkerTable table, WorkerLife worker)
    {
        long started = _time.GetTimestamp();
        _spare.Want();
        var welcome = new WelcomeMessage
        {
            Silo = table.Silo,
            Slot = worker.Slot,
            Generation = worker.Generation,
            Rules = table.Rules,
            LeastLogLevel = _functionLog.LeastLevel(),
            Assemblies = LooseAssemblies.All(),
            AllowsPrograms = _allowsPrograms,
        };
        if (await _spare.TakeAsync().ConfigureAwait(false) is not { } process || !await process.WelcomeAsync(welcome).ConfigureAwait(false))
        {
            process = Add(await _launcher.LaunchAsync($"worker {worker.Id}").ConfigureAwait(false));
            if (!await process.WelcomeAsync(welcome).ConfigureAwait(false))
            {
                throw new WorkerLostException($"The process of worker {worker.Id} did not start: {await process.Ended.ConfigureAwait(false)}.");
            }
        }

        LogStarted(worker.Id, process.Id, (long)_time.GetElapsedTime(started).TotalMilliseconds);
        _ = _spare.PrepareAsync(worker.Generation > 0 ? TimeSpan.Zero : SpareDelay);
        return process;
    }

    /// <summary>Has a process made ready for the next worker.</summary>
    public void PrepareSpare()
    {
        _spare.Want();
        _ = _spare.PrepareAsync(TimeSpan.Zero);
    }

    /// <summary>No pool has workers that are processes any more.</summary>
    public void LetGoOfSpare() => _ = _spare.LetGoAsync();

    /// <summary>Ends processes that have more memory than they may. Called by the agent's clock.</summary>
    public void Watch()
    {
        if (_memoryLimit is not { } most || _time.GetElapsedTime(_watched) < WatchPeriod)
        {
            return;
        }

        _watched = _time.GetTimestamp();
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

        LetGoOfSpare();
        foreach (WorkerProcess process in Processes())
        {
            process.Kill("its silo has stopped");
        }
    }

    private async Task<WorkerProcess> StartSpareAsync()
    {
        try
        {
            long started = _time.GetTimestamp();
            WorkerProcess process = Add(await _launcher.LaunchAsync("a spare worker").ConfigureAwait(false));
            if (!await process.RehearseAsync(_rehearsal).ConfigureAwait(false))
            {
                throw new WorkerLostException($"The process of a spare worker did not start: {await process.Ended.ConfigureAwait(false)}.");
            }

            LogStarted("to come", process.Id, (long)_time.GetElapsedTime(started).TotalMilliseconds);
            return process;
        }
        catch (Exception error)
        {
            LogNoSpare(error);
            throw;
        }
    }

    private WorkerProcess[] Processes()
    {
        lock (_gate)
        {
            return [.. _processes];
        }
    }

    private WorkerProcess Add(WorkerProcess process)
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

        return process;
    }

    private void Remove(WorkerProcess process)
    {
        lock (_gate)
        {
            _processes.Remove(process);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The process of worker {Worker} is up: {Process}, after {Milliseconds} ms")]
    private partial void LogStarted(string worker, int process, long milliseconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "No process could be made ready for the next worker: to replace one takes longer")]
    private partial void LogNoSpare(Exception error);
}
