using OrleansPool.Callbacks;
using OrleansPool.Logging;

namespace OrleansPool.Session;

/// <summary>
/// The end of a job: its last log entries, its last progress and its callback come first, then its handle is ready, as in CPython. The outcome is fixed before the callback, which can
/// neither change it nor lose it; inside the callback the handle gives it at once.
/// </summary>
internal sealed class JobCompletion<TOutcome>(JobCallbacks<TOutcome> callbacks, ProgressMeter progress, JobLog? log = null)
{
    private static readonly AsyncLocal<object?> RunningCallback = new();

    private readonly TaskCompletionSource<TOutcome> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<TOutcome>? _outcome;
    private int _isDecided;

    /// <summary>Completes with the outcome after the callback.</summary>
    public Task<TOutcome> Ready => IsInOwnCallback ? _outcome! : _ready.Task;

    /// <summary>Completes when the callback has run too; never fails.</summary>
    public Task Ended => IsInOwnCallback ? Task.CompletedTask : _ended.Task;

    /// <summary>What the job failed with, or null.</summary>
    public Exception? Error => _outcome?.Exception?.InnerException;

    /// <summary>Errors of callbacks: they touch no result, and here they are not lost.</summary>
    public Action<Exception>? CallbackFailed { get; set; }

    private bool IsInOwnCallback => ReferenceEquals(RunningCallback.Value, this);

    public void Finish(Func<Task<TOutcome>> outcome) => Decide(outcome);

    public void Fail(Exception error) => Decide(() => Task.FromException<TOutcome>(error));

    private void Decide(Func<Task<TOutcome>> outcome)
    {
        if (Interlocked.Exchange(ref _isDecided, 1) == 1)
        {
            return;
        }

        _outcome = outcome();
        if (callbacks.IsNone && !progress.HasListener && log is null)
        {
            Release();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static completion => _ = completion.CallBackAsync(), this, preferLocal: false);
    }

    private async Task CallBackAsync()
    {
        await (log?.EndAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        RunningCallback.Value = this;
        progress.Report();
        try
        {
            if (_outcome!.IsCompletedSuccessfully)
            {
                await callbacks.OnSuccess(_outcome.Result).ConfigureAwait(false);
            }
            else
            {
                await callbacks.OnError(_outcome.Exception!.InnerException!).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            CallbackFailed?.Invoke(error);
        }
        finally
        {
            RunningCallback.Value = null;
            Release();
        }
    }

    private void Release()
    {
        _ready.TrySetFromTask(_outcome!);
        _ended.TrySetResult();
    }
}
