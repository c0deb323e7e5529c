using System.Diagnostics;
using System.IO.Pipes;
using OrleansPool.Failures;
using OrleansPool.Packages;
using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProcesses;

/// <summary>The process of one worker, as its silo has it. Only bytes go to it and come from it. It runs one thing at a time.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly NamedPipeServerStream _pipe;
    private readonly PageFile _page;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly JobNumbers _jobs;
    private readonly Action<ProcessRun?, LogEntry> _log;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource? _ready;
    private volatile ProcessRun? _run;
    private TaskCompletionSource<HookReply>? _hook;
    private volatile FunctionRecord? _record;
    private string? _cause;

    public WorkerProcess(Process process, NamedPipeServerStream pipe, PageFile page, Action<ProcessRun?, LogEntry> log)
    {
        _process = process;
        _pipe = pipe;
        _page = page;
        _log = log;
        _jobs = new JobNumbers(job => _ = SendAsync(Frame.Encode(FrameKind.EndJob, job)));

        // Not in the flow of whoever has the process started: what is read belongs to other runs.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(ReadAllAsync);
        }
    }

    /// <summary>Whether it is gone.</summary>
    public bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>Completes when it is gone, with how it ended.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>Its number in the operating system.</summary>
    public int Id => _process.Id;

    /// <summary>Memory that it has now, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Tells it who it is. False: it is gone.</summary>
    public Task<bool> WelcomeAsync(WelcomeMessage welcome)
    {
        _jobs.Assemblies.Know(welcome.Assemblies);
        return IsReadyAfterAsync(Frame.Encode(FrameKind.Welcome, welcome));
    }

    /// <summary>Has it make ready for whatever worker it will be. False: it is gone.</summary>
    public Task<bool> RehearseAsync(RehearseMessage rehearsal) => IsReadyAfterAsync(Frame.Encode(FrameKind.Rehearse, rehearsal));

    /// <summary>Runs a lease. Never throws; the run knows what came of it.</summary>
    public async Task RunAsync(ProcessRun run)
    {
        (int number, JobStart? start) = _jobs.NumberOf(run.Job);
        run.Begin(new RunPage(_page, run.Part.From));
        _run = run;
        _record = run.Record;
        await SendAsync(Frame.Encode(FrameKind.Run, run.ToMessage(number, start, _jobs.Assemblies.TakeNew()))).ConfigureAwait(false);
        if (run.Job.HasEnded)
        {
            // It may have been told so before it was told of the job.
            await SendAsync(Frame.Encode(FrameKind.EndJob, number)).ConfigureAwait(false);
        }

        Task over = await Task.WhenAny(run.Over, _ended.Task).ConfigureAwait(false);
        _run = null;
        if (over != run.Over && !run.Over.IsCompleted)
        {
            run.Lose(await Ended.ConfigureAwait(false));
        }
    }

    /// <summary>Runs the initializer or the finalizer.</summary>
    /// <exception cref="CarriedFailureException">What it threw.</exception>
    /// <exception cref="WorkerLostException">It ended the process.</exception>
    public async Task<ReadOnlyMemory<byte>> RunHookAsync(FrameKind kind, PlacedFunction function, string what, CancellationToken token)
    {
        var hook = new TaskCompletionSource<HookReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _hook = hook;
        _record = function.Record;
        await SendAsync(Frame.Encode(kind, new HookMessage { Code = function.Place, Assemblies = _jobs.Assemblies.TakeNew() })).ConfigureAwait(false);
        using CancellationTokenRegistration cancel = token.UnsafeRegister(_ => _ = SendAsync(Frame.Encode(FrameKind.CancelHook)), null);
        if (await Task.WhenAny(hook.Task, _ended.Task).ConfigureAwait(false) == _ended.Task && !hook.Task.IsCompleted)
        {
            throw new WorkerLostException($"The {what} did not end: {await Ended.ConfigureAwait(false)}.");
        }

        HookReply reply = await hook.Task.ConfigureAwait(false);
        return reply.Error is { } error ? throw new CarriedFailureException(error) : reply.Value;
    }

    /// <summary>Ends it at once, whatever it does. The first cause counts.</summary>
    public void Kill(string cause)
    {
        Interlocked.CompareExchange(ref _cause, cause, null);
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
            return;
        }
    }

    public void Dispose()
    {
        _pipe.Dispose();
        _process.Dispose();
    }

    private async Task<bool> IsReadyAfterAsync(ReadOnlyMemory<byte> frame)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ready = ready;
        await SendAsync(frame).ConfigureAwait(false);
        return await Task.WhenAny(ready.Task, _ended.Task).ConfigureAwait(false) == ready.Task;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> frame)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            await _pipe.WriteAsync(frame).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone, as whoever reads will see: everybody who waits is told there.
            return;
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAllAsync()
    {
        byte[] header = Frame.NewHeader();
        try
        {
            while (await Frame.ReadAsync(_pipe, header).ConfigureAwait(false) is { } frame)
            {
                await TakeAsync(frame).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            // A pipe that breaks is that of a process which ended; what cannot be read ends it.
            Kill($"what it sent could not be read: {error.Message}");
        }

        string cause = await ExitAsync().ConfigureAwait(false);
        _jobs.Forget();
        _ended.TrySetResult(cause);
        Dispose();
    }

    private async Task<string> ExitAsync()
    {
        // It has closed its end, and has no other way to go on.
        Task exited = _process.WaitForExitAsync();
        if (await Task.WhenAny(exited, Task.Delay(ExitPatience)).ConfigureAwait(false) != exited)
        {
            Kill("it closed its pipe and did not end");
            await exited.ConfigureAwait(false);
        }

        return Volatile.Read(ref _cause) ?? ProcessEnd.Describe(_process.ExitCode);
    }

    private void Log(LogEntry entry)
    {
        ProcessRun? run = _run;
        _log(run, entry);
        run?.Forward(entry);
    }

    private Task TakeAsync(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Outcomes when _run is { } run:
                return run.TakeAsync(frame.Read<Segment>());
            case FrameKind.RunEnded when _run is { } run:
                RunReply reply = frame.Read<RunReply>();
                NoteRefusal(reply.Refusal);
                run.Finish(reply);
                break;
            case FrameKind.Opened:
                _record?.Accept();
                break;
            case FrameKind.ItemRefused:
                _record?.Refuse(frame.Read<string>());
                break;
            case FrameKind.Log:
                Log(frame.Read<LogEntry>());
                break;
            case FrameKind.HookEnded:
                HookReply ended = frame.Read<HookReply>();
                NoteRefusal(ended.IsRefusal ? ended.Error : null);
                _hook?.TrySetResult(ended);
                break;
            case FrameKind.Ready:
                _ready?.TrySetResult();
                break;
            default:
                throw new InvalidDataException($"A frame of kind {frame.Kind} was not expected.");
        }

        return Task.CompletedTask;
    }

    private void NoteRefusal(Failure? refusal)
    {
        if (refusal is not null)
        {
            _record?.Refuse(refusal.Message);
        }
    }
}
