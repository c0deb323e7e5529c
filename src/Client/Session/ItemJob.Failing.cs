using OrleansPool.Collecting;

namespace OrleansPool.Session;

/// <summary>Items that fail here, at the client.</summary>
internal sealed partial class ItemJob<TItem, TResult, TOutcome>
{
    private void Failed(FailedItem failure)
    {
        _unsent++;
        _settings.Window.Received(1, 0, 0);
        _settings.Collector.AcceptFailure(FailureMark.Apply(failure));
        Yield(1, 0);
        Progress.Add(1, 1);
        if (_settings.Options.ErrorMode == ErrorMode.FailFast)
        {
            EndEarly();
        }
    }
}
