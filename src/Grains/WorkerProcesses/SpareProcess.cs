namespace OrleansPool.WorkerProcesses;

/// <summary>
/// A process that is there before a worker needs it: to start one and to compile what every function needs takes half a second of computing, for which a
/// slot would stand still when its worker is lost. Thread-safe.
/// </summary>
/// <param name="start">Starts one and has it made ready.</param>
/// <param name="time">The clock.</param>
internal sealed class SpareProcess(Func<Task<WorkerProcess>> start, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Task<WorkerProcess>? _spare;
    private bool _isWanted;

    /// <summary>Workers are processes, so one shall be spare.</summary>
    public void Want()
    {
        lock (_gate)
        {
            _isWanted = true;
        }
    }

    /// <summary>Has one made in the background after some time, if one is wanted then and there is none.</summary>
    public async Task PrepareAsync(TimeSpan delay)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, time).ConfigureAwait(false);
        }

        lock (_gate)
        {
            bool isThere = _spare is { IsFaulted: false, IsCanceled: false } and not { IsCompletedSuccessfully: true, Result.HasEnded: true };
            if (_isWanted && !isThere)
            {
                _spare = Task.Run(start);
            }
        }
    }

    /// <summary>It, when it is ready. Null: there is none, or it did not start. It is not spare any more.</summary>
    public async Task<WorkerProcess?> TakeAsync()
    {
        Task<WorkerProcess>? taken;
        lock (_gate)
        {
            (taken, _spare) = (_spare, null);
        }

        if (taken is null)
        {
            return null;
        }

        // Why it did not start is in the log.
        await Task.WhenAny(taken).ConfigureAwait(false);
        return taken.IsCompletedSuccessfully ? await taken.ConfigureAwait(false) : null;
    }

    /// <summary>None is wanted any more.</summary>
    public async Task LetGoAsync()
    {
        lock (_gate)
        {
            _isWanted = false;
        }

        if (await TakeAsync().ConfigureAwait(false) is { } process)
        {
            process.Kill("no pool needs it any more");
        }
    }
}
