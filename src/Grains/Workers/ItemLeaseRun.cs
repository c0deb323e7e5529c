using OrleansPool.Agents;
using OrleansPool.Failures;
using OrleansPool.Functions;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>The run of a lease whose types are known.</summary>
internal sealed class ItemLeaseRun<TItem, TResult>(PoolFunction<TItem, TResult> function, LeasePart part, string silo, TimeProvider time)
    : LeaseRun(part, silo, time)
{
    private readonly BlockDecoder<TItem> _decoder = new(PayloadSerializer.Shared);
    private readonly BlockEncoder<TResult> _encoder = new(PayloadSerializer.Shared);
    private readonly TResult[] _results = new TResult[part.End - part.From];
    private Dictionary<int, Exception>? _failures;
    private FlushClock _clock = new(time);
    private int _flushed = part.From;

    public override async Task ExecuteAsync()
    {
        if (Message.OnProbation && !await Job.Session.AnnounceAsync(new LeaseMark(Id, ItemIndex)))
        {
            return;
        }

        PoolContext.Enter(new PoolContext(this));
        if (await Worker.InitializeAsync() is { } error)
        {
            Job.Session.ReportFailure(Job.Start.Job, error);
            Job.End();
            return;
        }

        int stopped = function.IsAsync ? await RunAsynchronouslyAsync() : Run();
        PoolContext.Enter(null);
        Worker.Count(stopped - From);
        lock (Gate)
        {
            Flush(stopped);
        }

        await Job.Session.WaitForRoomAsync();
    }

    protected override void Flush(int to)
    {
        if (to <= _flushed || Job.HasEnded)
        {
            return;
        }

        long microseconds = _clock.TakeMicroseconds();
        int first = _flushed;
        List<ItemFailure> failures = [];
        if (_failures is null && BlockEncoder<TResult>.IsRaw && BlockEncoder<TResult>.RawSize <= Job.Start.MaxItemBytes)
        {
            first = FlushRaw(to, microseconds);
            return;
        }

        for (int item = first; item < to; item++)
        {
            Encode(item, item - first, failures);
            if (_encoder.Bytes >= WireLimits.MessageBytes || item == to - 1)
            {
                Emit(first, item + 1, microseconds * (item + 1 - first) / (to - _flushed), failures);
                first = item + 1;
                failures = [];
            }
        }

        _flushed = to;
    }

    private int FlushRaw(int to, long microseconds)
    {
        int most = Math.Max(1, WireLimits.MessageBytes / BlockEncoder<TResult>.RawSize);
        int total = to - _flushed;
        for (int first = _flushed; first < to; first += most)
        {
            int count = Math.Min(most, to - first);
            _encoder.AddRange(_results.AsSpan(first - From, count));
            Emit(first, first + count, microseconds * count / total, []);
        }

        _flushed = to;
        return to;
    }

    private void Encode(int item, int offset, List<ItemFailure> failures)
    {
        Exception? failure = null;
        if (_failures is null || !_failures.Remove(item, out failure))
        {
            failure = TryEncode(item);
        }

        if (failure is not null)
        {
            _encoder.AddHole();
            failures.Add(new ItemFailure { Offset = offset, Failure = FailureEncoder.From(failure) });
        }
    }

    private Exception? TryEncode(int item)
    {
        try
        {
            long before = _encoder.Bytes;
            _encoder.Add(_results[item - From]);
            long bytes = _encoder.Bytes - before;
            if (bytes <= Job.Start.MaxItemBytes)
            {
                return null;
            }

            _encoder.RemoveLast();
            return new PayloadTooLargeException(
                $"The result of item {Message.First + item} has {bytes} bytes when encoded; the limit is {Job.Start.MaxItemBytes}. "
                + "Return less or a path to it, or raise PoolOptions.MaxItemBytes.",
                bytes,
                Job.Start.MaxItemBytes);
        }
        catch (Exception error)
        {
            return new ResultNotSerializableException(
                $"The result of item {Message.First + item} ({typeof(TResult)}) could not be encoded: {error.Message} "
                + "Return plain data, or mark its type [GenerateSerializer].",
                error);
        }
    }

    private void Emit(int first, int end, long microseconds, List<ItemFailure> failures) => Job.Session.Report(new Segment
    {
        Job = Message.Job,
        Lease = Id,
        First = Message.First + first,
        Values = _encoder.ToBlock(),
        Failures = [.. failures],
        Attempt = Message.Attempt,
        Silo = Job.Session.SiloNumber,
        RunMicroseconds = microseconds,
    });

    private int Run()
    {
        CancellationToken token = CancellationToken;
        int item = From;
        for (; MoveTo(item); item++)
        {
            if (TryDecode(item, out TItem argument))
            {
                try
                {
                    _results[item - From] = function.Invoke(argument, token);
                }
                catch (Exception error)
                {
                    Fail(item, error);
                }
            }

            AfterItem(item);
        }

        return item;
    }

    private async Task<int> RunAsynchronouslyAsync()
    {
        CancellationToken token = CancellationToken;
        int item = From;
        for (; MoveTo(item); item++)
        {
            if (TryDecode(item, out TItem argument))
            {
                try
                {
                    _results[item - From] = await function.InvokeAsync(argument, token);
                }
                catch (Exception error)
                {
                    Fail(item, error);
                }
            }

            AfterItem(item);
        }

        return item;
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
            Fail(item, new ArgumentNotSerializableException(
                $"Item {Message.First + item} ({typeof(TItem)}) arrived and could not be decoded: {error.Message} "
                + "Pass plain data, or mark its type [GenerateSerializer].",
                error));
            return false;
        }
    }

    private void Fail(int item, Exception error)
    {
        lock (Gate)
        {
            (_failures ??= []).Add(item, error);
        }
    }

    private void AfterItem(int item)
    {
        if (_clock.Tick())
        {
            lock (Gate)
            {
                Flush(item + 1);
            }
        }
    }
}
