using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>How an item ends: by its runner, or by the clock that has written it off.</summary>
internal sealed partial class ItemLeaseRun<TItem, TResult>
{
    // The outcome of an item that waits for the end of its services.
    private Action? _pending;

    /// <summary>An input larger than this is not decoded again to be shown.</summary>
    private const int MaxPreviewBytes = 1 << 20;

    protected override void FlushFailed(ItemFailure failure)
    {
        AddFailure(failure);
        Flush(failure.Offset + 1);
    }

    private void Succeed(int item, TResult result)
    {
        if (BlockEncoder<TResult>.IsRaw)
        {
            if (HasServices)
            {
                KeepRaw(item, result);
            }
            else if (TryEndItem())
            {
                _raw![item] = result;
            }
        }
        else if (_apart is not null || HasServices)
        {
            SucceedApart(item, result, _apart ??= new BlockEncoder<TResult>(serializer.Results, function.ResultSize));
        }
        else if (EncodeUnderGate(item, result) is { } error)
        {
            Fail(item, error);
        }
    }

    protected override void ServicesEnded()
    {
        if (_pending is { } outcome)
        {
            _pending = null;
            EndItem(outcome);
        }
    }

    private void KeepRaw(int item, TResult result) => _pending = () => _raw![item] = result;

    /// <summary>Lets an outcome count if it still may: when the item's services have ended, if it has any.</summary>
    private void Settle(Action outcome)
    {
        if (HasServices)
        {
            _pending = outcome;
        }
        else
        {
            EndItem(outcome);
        }
    }

    private void EndItem(Action outcome)
    {
        if (TryEndItem())
        {
            outcome();
        }
    }

    /// <summary>Encodes apart, since that is the user's code and the item's time may be limited, and only then lets the result count.</summary>
    private void SucceedApart(int item, TResult result, BlockEncoder<TResult> apart)
    {
        if (TryEncode(apart, item, result) is { } error)
        {
            Fail(item, error);
        }
        else
        {
            Settle(() =>
            {
                lock (Gate)
                {
                    apart.MoveTo(_encoder);
                }
            });
        }
    }

    private Exception? EncodeUnderGate(int item, TResult result)
    {
        lock (Gate)
        {
            return TryEncode(_encoder, item, result);
        }
    }

    private void Fail(int item, Exception error, bool isReadable = true)
    {
        long now = Time.GetTimestamp();
        long microseconds = _clock.LookAtFailure(item, now);

        // Not under the gate: an exception's own members and the codec of the input are the user's code.
        string? preview = isReadable ? PreviewOf(item) : null;
        ItemFailure failure = Describe(item, FailureEncoder.From(Interpret(error)), preview, microseconds, now);
        Settle(() =>
        {
            lock (Gate)
            {
                AddFailure(failure);
            }
        });
    }

    private void AddFailure(ItemFailure failure)
    {
        if (_raw is { } raw)
        {
            raw[failure.Offset] = default!;
        }
        else
        {
            _encoder.AddHole();
        }

        _failures.Add(failure);
        _failureBytes += failure.Size;
    }

    /// <summary>The input in one line. It is decoded again: the function may have changed the object that it got.</summary>
    private string? PreviewOf(int item)
    {
        try
        {
            int bytes = Message.Items.BytesOf(item);
            return bytes <= MaxPreviewBytes ? function.PreviewOf(_decoder.Decode(Message.Items, item)) : Preview.OfLarge(typeof(TItem), bytes);
        }
        catch (Exception)
        {
            // It decoded before and does not now: there is nothing to show, and the failure itself is what matters.
            return null;
        }
    }
}
