namespace OrleansPool.Wire;

/// <summary>
/// Runs a step again and again while there are signals: one step at a time, none lost. Steps run on the scheduler given at the start,
/// so inside a grain they are turns of that grain.
/// </summary>
internal sealed class Pump(Func<Task> step, TaskScheduler? scheduler = null)
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int RunningAndSignalled = 2;

    private readonly TaskScheduler _scheduler = scheduler ?? TaskScheduler.Default;
    private int _state;

    /// <summary>Makes sure that a step starts after this call. Thread-safe; never blocks.</summary>
    public void Signal()
    {
        if (Interlocked.CompareExchange(ref _state, Running, Idle) == Idle)
        {
            Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler);
            return;
        }

        if (Interlocked.CompareExchange(ref _state, RunningAndSignalled, Running) == Idle)
        {
            Signal();
        }
    }

    // A step that throws before its first await gives no task: here that becomes one.
    private async Task StepAsync() => await step().ConfigureAwait(false);

    private async Task RunAsync()
    {
        do
        {
            Volatile.Write(ref _state, Running);

            // The step handles its own errors; a step that throws all the same must not stop the link.
            await StepAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        while (Interlocked.CompareExchange(ref _state, Idle, Running) == RunningAndSignalled);
    }
}
