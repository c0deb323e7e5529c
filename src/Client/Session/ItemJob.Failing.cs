using OrleansPool.Collecting;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>Items that fail here, at the client.</summary>
internal sealed partial class ItemJob<TItem, TResult, TOutcome>
{
    private void LoseInDoubt(ChunkMessage chunk)
    {
        _ledger.Accept(new ItemRange(chunk.First, chunk.Items.Count), []);
        _settings.Window.Received(0, chunk.Items.Bytes, 0);
        for (long index = chunk.First; index < chunk.First + chunk.Items.Count; index++)
        {
            var error = new WorkerLostException(
                $"Item {index} of job {Id} may have been started when the coordinator was lost, and MaxAttempts is 1, so it is not started again. "
                + "Look at the silo's log, or raise JobOptions.MaxAttempts for items that may run twice.",
                index,
                chunk.History.Runs + 1,
                "unknown");
            Failed(new FailedItem { Index = index, Error = error, Attempt = chunk.History.Runs + 1 });
        }
    }

    private void Failed(FailedItem failure)
    {
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
