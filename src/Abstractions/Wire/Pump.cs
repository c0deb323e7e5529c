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
    private readonly ConfigureAwaitOptions _awaiting =
        ConfigureAwaitOptions.SuppressThrowing | (scheduler is null ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.ContinueOnCapturedContext);

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

    /// <summary>
    /// The same, but the first step begins on this thread if it may, which saves the way to another one. Never under a lock: a step that sends a message
    /// may run what watches over calls.
    /// </summary>
    public void Run()
    {
        // In a grain's turn its calls would be those of that grain.
        if (TaskScheduler.Current == _scheduler && Interlocked.CompareExchange(ref _state, Running, Idle) == Idle)
        {
            // Nor is what follows a matter of the caller's context.
            SynchronizationContext? context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            _ = RunAsync();
            SynchronizationContext.SetSynchronizationContext(context);
            return;
        }

        Signal();
    }

    // A step that throws before its first await gives no task: here that becomes one.
    private async Task StepAsync() => await step().ConfigureAwait(false);

    private async Task RunAsync()
    {
        do
        {
            Volatile.Write(ref _state, Running);

            // The step handles its own errors; a step that throws all the same must not stop the link.
            await StepAsync().ConfigureAwait(_awaiting);
        }
        while (Interlocked.CompareExchange(ref _state, Idle, Running) == RunningAndSignalled);
    }
}
