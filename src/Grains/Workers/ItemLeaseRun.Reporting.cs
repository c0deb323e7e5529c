using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>When outcomes leave, and what is told with them.</summary>
internal sealed partial class ItemLeaseRun<TItem, TResult>
{
    public override long EndedAt => _clock.LastFlush;

    protected override int Flushed => _flushed;

    protected override void Flush(int to) => Flush(to, isLast: false);

    private void Flush(int to, bool isLast)
    {
        if (!BlockEncoder<TResult>.IsRaw)
        {
            // The item that runs may be encoded already.
            to = _flushed + _encoder.Count;
        }

        if (to <= _flushed || !IsWanted)
        {
            return;
        }

        long microseconds = _clock.TakeMicroseconds();
        _lentMicroseconds += TakeLentMicroseconds();
        if (_clock.TakeSlowest() is { Microseconds: > 0 } slowest)
        {
            // Kept until its item is reported, which may be with the next flush.
            _slowest = slowest;
        }

        Emit(to, microseconds, isLast);
    }

    /// <summary>Reports what is there, which are the items up to <paramref name="end"/>.</summary>
    private void Emit(int end, long microseconds, bool isLast)
    {
        int first = _flushed;
        ItemFailure[] failures = [.. _failures
            .Where(failure => failure.Offset < end)
            .Select(failure => failure.WithOffset(failure.Offset - first))];
        _failures.RemoveAll(failure => failure.Offset < end);
        _failureBytes = 0;
        bool hasSlowest = _slowest.Item >= first && _slowest.Item < end;
        Report(new Segment
        {
            Job = Message.Job,
            Lease = Id,
            First = Message.First + first,
            Values = _raw?.Slice(first, end) ?? _encoder.ToBlock(),
            Failures = failures,
            Attempt = Message.Attempt,
            Silo = Job.Link.SiloNumber,
            RunMicroseconds = microseconds,
            WorkerSlot = Slot,
            WorkerGeneration = Worker.Generation,
            SlowestOffset = hasSlowest ? _slowest.Item - first : 0,
            SlowestMicroseconds = hasSlowest ? _slowest.Microseconds : 0,
            StartMicroseconds = _startMicroseconds,
            WaitMicroseconds = _waitMicroseconds,
            LentMicroseconds = _lentMicroseconds,
        }, isLast);
        (_startMicroseconds, _waitMicroseconds, _lentMicroseconds) = (0, 0, 0);

        // Last: who looks for items without an outcome finds them here, or the outcome among those that were reported.
        _flushed = end;
    }

    /// <summary>
    /// Room for the results of the items from one on, as many as go into one message. A client that uses the memory of its items again does so with that of results.
    /// </summary>
    private static RawBlock<TResult> RoomFor(LeaseMessage message, int item, int end) =>
        new(item, Math.Min(end - item, Math.Max(1, WireLimits.MessageBytes / BlockEncoder<TResult>.RawSize)), isReused: ReusedMemory.Of(message.Items) is not null);

    protected override void LookSoon() => _clock.LookSoon();

    /// <summary>Reports what there is when it is time to, or much. Returns a task to wait for when the link is behind.</summary>
    private Task AfterItem(int item)
    {
        bool isFull = _raw is { } raw && raw.End == item + 1 && raw.End < Part.End;
        if (!_clock.Tick(item) && !isFull && _encoder.Bytes + _failureBytes < WireLimits.MessageBytes)
        {
            return Task.CompletedTask;
        }

        WorkerThreads.Restore();
        lock (Gate)
        {
            Flush(item + 1);
            if (isFull)
            {
                _raw = RoomFor(Message, item + 1, Part.End);
            }
        }

        return WaitForRoomAsync();
    }

    private long MicrosecondsFrom(long start, long end) => Math.Max(0, (long)Time.GetElapsedTime(start, end).TotalMicroseconds);

    private async Task WaitForRoomAsync()
    {
        Task room = Job.Link.WaitForRoomAsync();
        if (!room.IsCompleted)
        {
            await room.ConfigureAwait(false);
            _clock.Resume();
        }
    }
}
