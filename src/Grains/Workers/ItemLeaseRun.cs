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

    // Results are encoded when their item ends: a function may well reuse the object that it returned. Raw ones are written where they are sent from.
    private readonly BlockEncoder<TResult> _encoder = new(serializer.Results, function.ResultSize);
    private RawBlock<TResult>? _raw = BlockEncoder<TResult>.IsRaw ? RoomFor(part.Message, part.From, part.End) : null;
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
        // When the memory has gone back, all of its items have outcomes: those of this run, that they cannot be read, count no more.
        ReusedMemory? memory = ReusedMemory.Of(Message.Items) is { } shared && shared.TryUse() ? shared : null;
        try
        {
            await RunItemsAsync();
        }
        finally
        {
            memory?.Release();
        }
    }

    private async Task RunItemsAsync()
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
            _raw?.EndAt(stopped);
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
}
