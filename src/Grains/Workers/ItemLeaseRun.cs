using OrleansPool.Agents;
using OrleansPool.Functions;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>The run of a lease whose types are known.</summary>
internal sealed partial class ItemLeaseRun<TItem, TResult>(
    PoolFunction<TItem, TResult> function,
    LeasePart part,
    WorkerLife worker,
    PayloadSerializer serializer,
    TimeProvider time)
    : LeaseRun(part, worker, time)
{
    private readonly BlockDecoder<TItem> _decoder = new(serializer, function.ItemSize);
    private readonly BlockEncoder<TResult> _encoder = new(serializer.Results, function.ResultSize);
    // Raw results wait here as values and are encoded many at a time. Others are encoded when their item ends: a function may well reuse the
    // object that it returned.
    private readonly TResult[] _raw = BlockEncoder<TResult>.IsRaw ? new TResult[part.End - part.From] : [];
    private readonly List<ItemFailure> _failures = [];

    // Where an item whose time is limited, or that has services, is encoded.
    private BlockEncoder<TResult>? _apart =
        part.Job.Start.ItemTimeout is null || BlockEncoder<TResult>.IsRaw ? null : new BlockEncoder<TResult>(serializer.Results, function.ResultSize);

    private long _failureBytes;
    private FlushClock _clock = new(time);
    private volatile int _flushed = part.From;

    // Told in the first segment.
    private long _waitMicroseconds;
    private long _startMicroseconds;

    // Told in the next.
    private long _lentMicroseconds;

    // The slowest item that was timed and is not yet reported.
    private (int Item, long Microseconds) _slowest;

    public override async Task ExecuteAsync()
    {
        if (Message.OnProbation && !await Job.Link.AnnounceAsync(this))
        {
            return;
        }

        long arrived = Time.GetTimestamp();
        _waitMicroseconds = MicrosecondsFrom(FreeSince, arrived);
        if (Job.HasEnded || !await StartWorkerAsync())
        {
            Leave();
            return;
        }

        function.Enter(this);
        _startMicroseconds = MicrosecondsFrom(arrived, _clock.Start(From));

        // An initializer may have waited for items of its own, too.
        long waited = Math.Min(TakeLentMicroseconds(), _startMicroseconds);
        _startMicroseconds -= waited;
        _waitMicroseconds += waited;
        int stopped = function.IsAsync ? await RunAsynchronouslyAsync() : Run();
        function.Enter(null);
        Leave();
        Worker.Count(stopped - From);
        lock (Gate)
        {
            Flush(stopped, isLast: true);
        }

        Job.Link.SendLast();
        await Job.Link.WaitForRoomAsync();
    }

    private Exception? TryEncode(BlockEncoder<TResult> encoder, int item, TResult result)
    {
        try
        {
            long before = encoder.Bytes;
            encoder.Add(result);
            long bytes = encoder.Bytes - before;
            if (bytes <= Job.Start.MaxItemBytes)
            {
                return null;
            }

            encoder.RemoveLast();
            return new PayloadTooLargeException(
                $"The result of item {Message.First + item} has {bytes} bytes when encoded; the limit is {Job.Start.MaxItemBytes}. "
                + "Return less or a path to it, or raise PoolOptions.MaxItemBytes.",
                bytes,
                Job.Start.MaxItemBytes);
        }
        catch (Exception error)
        {
            return ItemErrors.NotEncoded(Message.First + item, typeof(TResult), error);
        }
    }

    private int Run()
    {
        CancellationToken token = CancellationToken;
        TimeSpan? limit = Job.Start.ItemTimeout;
        ReadOnlySpan<TItem> raw = _decoder.RawItems(Message.Items);
        int item = From;
        for (; MoveTo(item); item++)
        {
            if (limit is { } most)
            {
                token = StartTime(item, most);
            }

            if (TryTake(raw, item, out TItem argument))
            {
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

            Wait(EndServicesAsync());
            Wait(new ValueTask(AfterItem(item)));
        }

        return item;
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
