using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Workers;

/// <summary>How items run one after another.</summary>
internal sealed partial class ItemLeaseRun<TItem, TResult>
{
    private int Run()
    {
        ReadOnlySpan<TItem> raw = _decoder.RawItems(Message.Items);
        bool isRaw = BlockEncoder<TResult>.IsRaw && !raw.IsEmpty && Job.Start.ItemTimeout is null;
        int item = From;
        for (; MoveTo(item); item++)
        {
            if (isRaw)
            {
                item = RunRaw(raw, item);
            }
            else
            {
                RunOne(raw, item);
            }

            Wait(EndServicesAsync());
            Wait(new ValueTask(AfterItem(item)));
        }

        return item;
    }

    private void RunOne(ReadOnlySpan<TItem> raw, int item)
    {
        TimeSpan? limit = Job.Start.ItemTimeout;
        CancellationToken token = limit is { } most ? StartTime(item, most) : CancellationToken;
        if (!TryTake(raw, item, out TItem argument))
        {
            return;
        }

        if (limit is not null)
        {
            KeepInput(function.KeepInput(argument));
        }

        try
        {
            Succeed(item, function.Invoke(argument, token));
        }
        catch (Exception error)
        {
            Fail(item, error);
        }
    }

    /// <summary>
    /// Runs items that are memory, with results that are memory, until there is more to do than the call. So the loop has little else: what is done for
    /// an item costs more than a trivial one.
    /// </summary>
    /// <returns>The last item that ran.</returns>
    private int RunRaw(ReadOnlySpan<TItem> items, int item)
    {
        Span<TResult> results = _raw!.From(item);
        int last = Math.Min(item + results.Length, items.Length) - 1;
        CancellationToken token = CancellationToken;
        int first = item;
        try
        {
            while (true)
            {
                TResult result = function.Invoke(items[item], token);
                if (HasServices)
                {
                    Succeed(item, result);
                    return item;
                }

                results[item - first] = result;
                if (item == last || !_clock.TrySkip() || !MoveTo(item + 1))
                {
                    return item;
                }

                item++;
            }
        }
        catch (Exception error)
        {
            Fail(item, error);
            return item;
        }
    }

    // This is the silo's own thread: it may wait.
    private static void Wait(ValueTask task)
    {
        if (!task.IsCompleted)
        {
            task.AsTask().Wait(CancellationToken.None);
        }
    }

    private async Task<int> RunAsynchronouslyAsync()
    {
        CancellationToken token = CancellationToken;
        TimeSpan? limit = Job.Start.ItemTimeout;
        int item = From;
        for (; MoveTo(item); item++)
        {
            if (limit is { } most)
            {
                token = StartTime(item, most);
            }

            if (TryDecode(item, out TItem argument))
            {
                if (limit is not null)
                {
                    KeepInput(function.KeepInput(argument));
                }

                try
                {
                    Succeed(item, await function.InvokeAsync(argument, token));
                }
                catch (Exception error)
                {
                    Fail(item, error);
                }
            }

            await EndServicesAsync();
            await AfterItem(item);
        }

        return item;
    }

    // Raw items are read where they lie: looking up the block for each costs more than a trivial item.
    private bool TryTake(ReadOnlySpan<TItem> raw, int item, out TItem argument)
    {
        if ((uint)item < (uint)raw.Length)
        {
            argument = raw[item];
            return true;
        }

        return TryDecode(item, out argument);
    }

    private bool TryDecode(int item, out TItem argument)
    {
        try
        {
            argument = _decoder.Decode(Message.Items, item);
            return true;
        }
        catch (Exception error)
        {
            argument = default!;
            Fail(item, ItemErrors.NotDecoded(Message.First + item, typeof(TItem), error), isReadable: false);
            return false;
        }
    }
}
