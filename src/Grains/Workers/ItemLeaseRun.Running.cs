using System.Runtime.CompilerServices;
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
        if (!TryBegin(raw, item, out TItem argument, out CancellationToken token))
        {
            return;
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
    /// <remarks>
    /// Optimized at once, as what it calls for each item: in a new process that is done a million times before the runtime has found out and compiled it well.
    /// </remarks>
    /// <returns>The last item that ran.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int RunRaw(ReadOnlySpan<TItem> items, int item)
    {
        Span<TResult> results = _raw!.From(item);
        int last = Math.Min(item + results.Length, items.Length) - 1;
        CancellationToken token = CancellationToken;
        Func<TItem, TResult>? plain = function.Plain;
        int first = item;
        try
        {
            while (true)
            {
                TResult result = plain is not null ? plain(items[item]) : function.Invoke(items[item], token);
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
        int item = From;
        for (; MoveTo(item); item++)
        {
            if (TryBegin([], item, out TItem argument, out CancellationToken token))
            {
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

    /// <summary>The item starts: its time, if that is limited, and then its argument. False: that cannot be decoded, and the item has failed.</summary>
    private bool TryBegin(ReadOnlySpan<TItem> raw, int item, out TItem argument, out CancellationToken token)
    {
        TimeSpan? limit = Job.Start.ItemTimeout;
        token = limit is { } most ? StartTime(item, most) : CancellationToken;
        if (!TryTake(raw, item, out argument))
        {
            return false;
        }

        if (limit is not null)
        {
            KeepInput(function.KeepInput(argument));
        }

        return true;
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
            Fail(item, ItemErrors.NotDecoded(Message.First + item, typeof(TItem), error, this), isReadable: false);
            return false;
        }
    }
}
