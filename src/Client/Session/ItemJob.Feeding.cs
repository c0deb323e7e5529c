using OrleansPool.Feeding;
using OrleansPool.Payloads;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>The input of the job.</summary>
internal sealed partial class ItemJob<TItem, TResult, TOutcome>
{
    public void Feed(ItemSource<TItem> source, PayloadSerializer serializer, ChunkSizer sizer)
    {
        _counted = source.Count ?? 0;
        Progress.SetTotal(source.Count);
        var builder = new ChunkBuilder<TItem>(serializer, _settings.Window, sizer, Start.MaxItemBytes, this, _settings.ReusesMemory);
        if (!source.IsAtHand)
        {
            Task.Run(() => ReadAsync(source, builder), CancellationToken.None);
            return;
        }

        _isAtHand = true;
        _ = ReadAsync(source, builder);
        _session.Send();
    }

    public void OnChunk(long first, ItemBlock items)
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _read = first + items.Count;
                _ledger.Add(first, items);
                _session.Queue.Enqueue(new ChunkMessage { Job = Number, First = first, Items = items }, isSent: !_isAtHand);
            }
        }
    }

    public void OnItemFailed(FailedItem failure)
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _read = failure.Index + 1;
                Failed(failure);
                CompleteIfAllCame();
            }
        }
    }

    public void OnInputEnded(long total, Exception? error)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return;
            }

            _inputError = error;
            _total = error is null ? total : total + 1;
            if (error is not null)
            {
                _read = total + 1;
                _settings.Window.Read(1, 0);
                Failed(new FailedItem { Index = total, Error = error });
            }

            Progress.SetTotal(_total);
            LookForHedge();
            if (_total != Start.Total)
            {
                _session.Queue.Enqueue(new JobNote(Number) { Total = _total, Unsent = _unsent }, isSent: true);
            }

            CompleteIfAllCame();
        }
    }

    /// <summary>Asynchronous, so that what it enters does not flow to the caller.</summary>
    private async Task ReadAsync(ItemSource<TItem> source, ChunkBuilder<TItem> builder)
    {
        if (!BlockEncoder<TItem>.IsRaw)
        {
            // Items that are memory hold no handles.
            SharedUse.Enter(_shares);
        }

        await Feeder.RunAsync(source, builder, this, _ended.Token).ConfigureAwait(false);
    }
}
