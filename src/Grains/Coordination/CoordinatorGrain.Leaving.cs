namespace OrleansPool.Coordination;

/// <summary>
/// The silo of this coordinator is about to stop. It tells its client, after the last outcomes that it has, which items may have been started;
/// and nobody tells it anything any more. What other silos run goes on there, and the next coordinator finds it.
/// </summary>
internal sealed partial class CoordinatorGrain
{
    private readonly TaskCompletionSource _handedOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isLeaving;

    private void JoinDepartures()
    {
        // Its own scheduler, so that what it does there is a turn of this grain.
        TaskScheduler turns = TaskScheduler.Current;
        departures.Add(this, () => Task.Factory.StartNew(HandOverAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns).Unwrap());
    }

    private async Task HandOverAsync()
    {
        if (_epoch == 0 || _isLeaving)
        {
            return;
        }

        _isLeaving = true;
        CloseLinks();
        _outcomes.HandOver(_scheduler.HandOver());
        LogHandsOver(this.GetPrimaryKeyString(), _jobs.Count);
        await _handedOver.Task;
    }

    /// <summary>The client has all that there is.</summary>
    private void EndHandOver()
    {
        _epoch = 0;
        _handedOver.TrySetResult();
        DeactivateOnIdle();
    }
}
