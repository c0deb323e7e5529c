using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansPool.Agents;
using OrleansPool.Diagnostics;
using OrleansPool.Failures;
using OrleansPool.Packages;
using OrleansPool.WorkerProcesses;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProgram;

/// <summary>One worker in its own process: runs leases and hooks as a silo does whose workers are threads, with a pipe for what it tells.</summary>
/// <param name="pipe">To the silo.</param>
/// <param name="page">What the silo sees of the run.</param>
/// <param name="threads">What functions run on.</param>
/// <param name="clock">Looks after the run.</param>
internal sealed class WorkerSide(Stream pipe, PageFile page, WorkerThreads threads, RunClock clock)
{
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly Dictionary<int, AgentJob> _jobs = [];
    private readonly FrameSender _sender = new(pipe);
    private ContextAhead? _ahead;
    private CancellationTokenSource _hook = new();
    private CodePlace _hookCode = new();
    private bool _isHookOpen;
    private WorkerLink _link = null!;
    private WorkerLife _worker = null!;

    /// <summary>Handles what comes until the silo has closed the pipe.</summary>
    public void Run()
    {
        try
        {
            while (Frame.Read(pipe) is { } frame)
            {
                Take(frame);
            }
        }
        catch (IOException)
        {
            // The silo is gone.
            return;
        }
    }

    private void Take(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Rehearse:
                Rehearse(frame.Read<RehearseMessage>());
                break;
            case FrameKind.Welcome:
                Begin(frame.Read<WelcomeMessage>());
                break;
            case FrameKind.Initialize:
                RunHook(frame, async token =>
                {
                    await _worker.Host.InitializeAsync(_worker, token, _link.RefuseToLend);
                    return default;
                });
                break;
            case FrameKind.Finalize:
                RunHook(frame, token => _worker.Host.FinalizeAsync(_worker, token));
                break;
            case FrameKind.CancelHook:
                CancelSignal.Send(_hook, _link.CancelCallbackFailed);
                break;
            case FrameKind.Run:
                Run(frame.Read<RunMessage>());
                break;
            case FrameKind.EndJob:
                if (_jobs.Remove(frame.Read<int>(), out AgentJob? job))
                {
                    job.End();
                }

                break;
            default:
                throw new InvalidDataException($"A frame of kind {frame.Kind} was not expected.");
        }
    }

    private void Rehearse(RehearseMessage rehearsal)
    {
        using var nobody = new RehearsalPipe(RunRehearsal.Frames(rehearsal.Silo));
        new WorkerSide(nobody, page, threads, clock).Run();
        if (rehearsal.TakesPackages)
        {
            _ahead = new ContextAhead(rehearsal.Silo, NullLogger.Instance);
            _ahead.Make();
        }

        _sender.Send(Frame.Encode(FrameKind.Ready));
    }

    private void Begin(WelcomeMessage welcome)
    {
        LooseAssemblyFinder.Add(welcome.Assemblies);
        var opener = new FunctionOpener(welcome.Silo, _ahead);
        _link = new WorkerLink(welcome, _sender, opener);
        var hooks = new HookRunner(threads, new(_link.Services), _time, _link.FunctionLogger);
        var table = new WorkerTable(
            welcome.Rules,
            welcome.Silo,
            hooks,
            _link.Services,
            _link.FunctionLogger,
            table => new ThreadHost(table, (_, function, _) => OpenHook(opener, function)));
        _worker = new WorkerLife(table, welcome.Slot, welcome.Generation);
        _worker.Started();
        _link.Worker = _worker;
        _sender.Send(Frame.Encode(FrameKind.Ready));
    }

    private void RunHook(Frame frame, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> hook)
    {
        HookMessage message = frame.Read<HookMessage>();
        LooseAssemblyFinder.Add(message.Assemblies);
        (_hookCode, _isHookOpen) = (message.Code, false);
        _hook = new CancellationTokenSource();
        CancellationToken token = _hook.Token;
        threads.Post(
            async _ =>
            {
                HookReply reply;
                try
                {
                    reply = new HookReply { Value = await hook(token) };
                }
                catch (Exception error)
                {
                    reply = new HookReply { Error = FailureEncoder.From(error), IsRefusal = !_isHookOpen };
                }

                _sender.Send(Frame.Encode(FrameKind.HookEnded, reply));
            },
            null);
    }

    private OpenedFunction OpenHook(FunctionOpener opener, ReadOnlyMemory<byte> function)
    {
        OpenedFunction opened = opener.Open(_hookCode, function);
        _isHookOpen = true;
        TellOpened(_hookCode);
        return opened;
    }

    private void TellOpened(CodePlace? code)
    {
        if (code is { IsForeign: true })
        {
            _sender.Send(Frame.Encode(FrameKind.Opened));
        }
    }

    private void Run(RunMessage message)
    {
        LooseAssemblyFinder.Add(message.Assemblies);
        if (message.Start is { } start)
        {
            // Its chunks and failed items are traced by the silo.
            _jobs[message.Job] = new AgentJob(_link, start, _time, message.Code) { Trace = null };
        }

        if (!_jobs.TryGetValue(message.Job, out AgentJob? job))
        {
            // It has ended meanwhile.
            _sender.Send(Frame.Encode(FrameKind.RunEnded, new RunReply()));
            return;
        }

        threads.Post(async _ => _sender.Send(Frame.Encode(FrameKind.RunEnded, await RunAsync(job, message))), null);
    }

    private async Task<RunReply> RunAsync(AgentJob job, RunMessage message)
    {
        using Activity? span = PoolTracing.Continue(message.Trace);
        var marks = new RunPage(page, 0);
        marks.Arrive();
        LeaseRun run;
        try
        {
            var part = new LeasePart(job, message.Lease, _time.GetTimestamp(), message.Lease.Id, 0, message.Lease.Items.Count);
            run = _worker.Host.MakeRun(part, _worker, _time);
        }
        catch (Exception error)
        {
            return new RunReply { Refusal = FailureEncoder.From(error) };
        }

        TellOpened(message.Code);
        run.Slot = _worker.Slot;
        run.FreeSince = _time.GetTimestamp();
        run.KeepIn(marks);
        marks.Begin();
        using (clock.Watch(run))
        {
            await run.ExecuteAsync();
        }

        return new RunReply { Items = marks.Current };
    }
}
