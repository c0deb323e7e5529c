using OrleansPool.Callbacks;
using OrleansPool.Logging;

namespace OrleansPool.Session;

/// <summary>
/// The end of a job: its last log entries, its last progress and its callback come first, then its handle is ready, as in CPython. The outcome is fixed before the callback, which can
/// neither change it nor lose it; inside the job's callback and its progress listener the handle gives it at once.
/// </summary>
internal sealed class JobCompletion<TOutcome>(JobCallbacks<TOutcome> callbacks, CallbackScope scope, ProgressMeter progress, JobLog? log = null)
{
    private readonly TaskCompletionSource<TOutcome> _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TOutcome> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isDecided;

    /// <summary>Completes with the outcome after the callback.</summary>
    public Task<TOutcome> Ready => scope.IsInside ? _decided.Task : _ready.Task;

    /// <summary>Completes with the outcome before the callback.</summary>
    public Task Decided => _decided.Task;

    /// <summary>Completes when the callback has run too, or is not waited for any more; never fails.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What the job failed with, or null.</summary>
    public Exception? Error => _decided.Task.Exception?.InnerException;

    /// <summary>Errors of callbacks: they touch no result, and here they are not lost.</summary>
    public Action<Exception>? CallbackFailed { get; set; }

    public void Finish(Func<Task<TOutcome>> outcome) => Decide(outcome);

    public void Fail(Exception error) => Decide(() => Task.FromException<TOutcome>(error));

    /// <summary>The job was cancelled or terminated after its outcome was fixed: the handle does not wait for a callback that may never return.</summary>
    public void Hurry() => _decided.Task.ContinueWith(
        static (_, completion) => ((JobCompletion<TOutcome>)completion!).Release(),
        this,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private void Decide(Func<Task<TOutcome>> outcome)
    {
        if (Interlocked.Exchange(ref _isDecided, 1) == 1)
        {
            return;
        }

        _decided.SetFromTask(outcome());

        // Looked at here: nobody else needs to, and the handle's task tells of an error that nobody looked at.
        _ = _decided.Task.Exception;
        if (callbacks.IsNone && !progress.HasListener && log is null)
        {
            Release();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static completion => _ = completion.CallBackAsync(), this, preferLocal: false);
    }

    private async Task CallBackAsync()
    {
        using IDisposable visit = scope.Enter();
        try
        {
            await (log?.EndAsync() ?? Task.CompletedTask).ConfigureAwait(false);
            await progress.ReportLastAsync().ConfigureAwait(false);
            await (Error is { } error ? callbacks.OnError(error) : callbacks.OnSuccess(_decided.Task.Result)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            CallbackFailed?.Invoke(error);
        }
        finally
        {
            Release();
        }
    }

    private void Release()
    {
        _ready.TrySetFromTask(_decided.Task);
        _ended.TrySetResult();
    }
}
