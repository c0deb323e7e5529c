using OrleansPool.Failures;
using OrleansPool.Payloads;

namespace OrleansPool.Workers;

/// <summary>How an item ends: by its runner, or by the clock that has written it off.</summary>
internal sealed partial class ItemLeaseRun<TItem, TResult>
{
    protected override void FlushFailed(int item, Failure failure)
    {
        AddFailure(item, failure);
        Flush(item + 1);
    }

    private void Succeed(int item, TResult result)
    {
        if (BlockEncoder<TResult>.IsRaw)
        {
            if (TryEndItem())
            {
                _raw[item - From] = result;
            }
        }
        else if (_apart is not null)
        {
            SucceedInTime(item, result, _apart);
        }
        else if (EncodeUnderGate(item, result) is { } error)
        {
            Fail(item, error);
        }
    }

    /// <summary>Encodes apart, since that is the user's code and its time is limited, and then lets the result count if it still may.</summary>
    private void SucceedInTime(int item, TResult result, BlockEncoder<TResult> apart)
    {
        if (TryEncode(apart, item, result) is { } error)
        {
            Fail(item, error);
        }
        else if (TryEndItem())
        {
            lock (Gate)
            {
                apart.MoveTo(_encoder);
            }
        }
    }

    private Exception? EncodeUnderGate(int item, TResult result)
    {
        lock (Gate)
        {
            return TryEncode(_encoder, item, result);
        }
    }

    private void Fail(int item, Exception error)
    {
        // Not under the gate: an exception's own members are the user's code.
        Failure failure = FailureEncoder.From(Interpret(error));
        if (TryEndItem())
        {
            lock (Gate)
            {
                AddFailure(item, failure);
            }
        }
    }
}
