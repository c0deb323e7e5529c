using Microsoft.Extensions.Time.Testing;
using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Retrying;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Retrying;

/// <summary>Which failures are held back, for how long, and that each run is counted once.</summary>
public sealed class JobRetriesTests : IDisposable
{
    private const int Job = 7;
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly ChunkLedger _ledger = new();
    private readonly JobRetries _retries;
    private readonly List<ChunkMessage> _submitted = [];
    private readonly List<Exception> _filterErrors = [];

    public JobRetriesTests()
    {
        _ledger.Add(0, Block(10));
        _ledger.Add(10, Block(10));
        _retries = Retries(new RetryOptions { Attempts = 3, Delay = Delay, Jitter = 0 });
    }

    public void Dispose() => _retries.Dispose();

    [Fact]
    public void Hold_FailuresWithinASegment_LeavesTheOthers()
    {
        Assert.Equal([new ItemRange(0, 2), new ItemRange(3, 4), new ItemRange(8, 2)], Hold(first: 0, count: 10, attempt: 1, 2, 7));
        Assert.Equal([new ItemRange(11, 1)], Hold(first: 10, count: 3, attempt: 1, 10, 12));
        Assert.Equal(20, _ledger.Awaited);
        Assert.Equal(20 * sizeof(int), _ledger.AwaitedBytes);
    }

    [Fact]
    public void Hold_AnItem_SubmitsItAloneAfterItsBackOff()
    {
        Hold(first: 10, count: 10, attempt: 1, 13);
        _time.Advance(Delay - TimeSpan.FromTicks(1));
        Assert.Empty(_submitted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        ChunkMessage message = Assert.Single(_submitted);
        Assert.Equal((Job, 13L, 1, 0), (message.Job, message.First, message.Items.Count, message.Doubts));
        Assert.Equal([13, 0, 0, 0], message.Items.Data.ToArray());
        Assert.Equal(new ItemHistory(Throws: 1, Losses: 0), message.History);
    }

    [Fact]
    public void Hold_SeveralItems_UsesOneTimerAndKeepsEachsTime()
    {
        Hold(first: 0, count: 1, attempt: 1, 0);
        _time.Advance(Delay / 2);
        Hold(first: 1, count: 1, attempt: 1, 1);
        _time.Advance(Delay / 2);
        Assert.Equal([0], _submitted.Select(message => message.First));

        _time.Advance(Delay / 2);

        Assert.Equal([0, 1], _submitted.Select(message => message.First));
    }

    [Fact]
    public void Hold_TheSecondThrow_WaitsTwiceAsLong()
    {
        ThrowAndResume(item: 4, attempt: 1, Delay);
        Hold(first: 4, count: 1, attempt: 2, 4);
        _time.Advance(Delay);
        Assert.Single(_submitted);

        _time.Advance(Delay);

        Assert.Equal(new ItemHistory(Throws: 2, Losses: 0), _submitted[1].History);
    }

    [Fact]
    public void Hold_TheLastThrow_LetsTheFailureThrough()
    {
        ThrowAndResume(item: 4, attempt: 1, Delay);
        ThrowAndResume(item: 4, attempt: 2, Delay * 2);

        Assert.Equal([new ItemRange(4, 1)], Hold(first: 4, count: 1, attempt: 3, 4));
        Assert.Equal([new ItemRange(4, 1)], Accept(4));
        Assert.Equal(19, _ledger.Awaited);
    }

    [Fact]
    public void Hold_ALossBetweenThrows_CountsAsARunAndNotAsAThrow()
    {
        ThrowAndResume(item: 4, attempt: 2, Delay);
        Assert.Equal(new ItemHistory(Throws: 1, Losses: 1), _submitted[0].History);
        ThrowAndResume(item: 4, attempt: 4, Delay * 2);
        Assert.Equal(new ItemHistory(Throws: 2, Losses: 2), _submitted[1].History);
        Assert.Equal([new ItemRange(4, 1)], Hold(first: 4, count: 1, attempt: 5, 4));
    }

    [Fact]
    public void Hold_TheSameFailureTwice_IgnoresTheSecond()
    {
        Hold(first: 4, count: 1, attempt: 1, 4);
        Assert.Empty(Hold(first: 4, count: 1, attempt: 1, 4));
        _time.Advance(Delay);
        Assert.Empty(Hold(first: 4, count: 1, attempt: 1, 4));
        _time.Advance(Delay * 10);

        Assert.Equal(1, Assert.Single(_submitted).History.Throws);
        Assert.Equal(20, _ledger.Awaited);
    }

    [Fact]
    public void Hold_AFailureOfAnEarlierRunAfterALaterOne_IgnoresIt()
    {
        ThrowAndResume(item: 4, attempt: 1, Delay);
        ThrowAndResume(item: 4, attempt: 2, Delay * 2);

        Assert.Empty(Hold(first: 4, count: 1, attempt: 1, 4));
        Assert.Empty(Hold(first: 4, count: 1, attempt: 2, 4));
        Assert.Equal(20, _ledger.Awaited);
    }

    [Fact]
    public void Hold_AnItemThatHasEnded_GivesNothingFresh()
    {
        Accept(4);

        Hold(first: 4, count: 1, attempt: 1, 4);
        Assert.Empty(Accept(4));
        _time.Advance(Delay);

        Assert.Empty(_submitted);
        Assert.Equal(19, _ledger.Awaited);
    }

    [Fact]
    public void Accept_AResultWhileTheItemWaits_EndsIt()
    {
        Hold(first: 4, count: 1, attempt: 1, 4);

        Assert.Equal([new ItemRange(4, 1)], Accept(4));
        Assert.Empty(Accept(4));
        _time.Advance(Delay);
        Assert.Empty(_submitted);
        Assert.Equal((19, 19L * sizeof(int)), (_ledger.Awaited, _ledger.AwaitedBytes));
    }

    [Fact]
    public void Outstanding_WhileAnItemWaits_OffersTheOthersOnly()
    {
        Hold(first: 0, count: 10, attempt: 1, 4);

        Assert.Equal([(0L, 4, 1), (5L, 5, 1), (10L, 10, 1)], Offers(wasSent: true));
        _time.Advance(Delay);
        Assert.Equal(0, Assert.Single(_submitted).Doubts);
    }

    [Fact]
    public void Outstanding_AnItemThatWasSubmittedAgain_IsOfferedAloneWithADoubt()
    {
        ThrowAndResume(item: 4, attempt: 1, Delay);

        ChunkMessage offer = Assert.Single(_ledger.Outstanding(Job, (_, throws) => throws > 0), message => message.First == 4);

        Assert.Equal((1, 1, new ItemHistory(1, 0)), (offer.Items.Count, offer.Doubts, offer.History));
        Hold(first: 4, count: 1, attempt: 2, 4);
        _time.Advance(Delay * 2);
        Assert.Equal(0, _submitted[^1].Doubts);
    }

    [Fact]
    public void Outstanding_TheFirstOfAChunkNotSentAgainYet_PutsNoDoubtOnIt()
    {
        Hold(first: 0, count: 1, attempt: 1, 0);
        _time.Advance(Delay);

        ChunkMessage[] offers = [.. _ledger.Outstanding(Job, (first, throws) => (first, throws) != (0, 1))];

        Assert.Equal([(1L, 1), (10L, 1), (0L, 0)], offers.Select(offer => (offer.First, offer.Doubts)));
    }

    [Fact]
    public void Dispose_WhileItemsWait_SubmitsNothing()
    {
        Hold(first: 0, count: 10, attempt: 1, 4);

        _retries.Dispose();
        _time.Advance(Delay * 10);

        Assert.Empty(_submitted);
    }

    [Theory]
    [InlineData(typeof(ArgumentNotSerializableException))]
    [InlineData(typeof(ResultNotSerializableException))]
    [InlineData(typeof(PayloadTooLargeException))]
    [InlineData(typeof(WorkerLostException))]
    [InlineData(typeof(FunctionNotFoundException))]
    [InlineData(typeof(FunctionNotShippableException))]
    [InlineData(typeof(CodeRefusedException))]
    public void Wanted_AFailureThatIsNotTheFunctions_IsNone(Type type)
    {
        var error = type == typeof(PayloadTooLargeException) ? new PayloadTooLargeException("", 2, 1) : (Exception)Activator.CreateInstance(type, "")!;

        Assert.Empty(_retries.Wanted(Segment(4, 1, 1, error, 4)));
        Assert.Equal([4], _retries.Wanted(Segment(4, 1, 1, new ItemTimeoutException(""), 4)));
    }

    [Fact]
    public void Wanted_WithAFilterThatThrows_IsNoneAndTellsWhy()
    {
        using JobRetries retries = Retries(new RetryOptions { Filter = _ => throw new InvalidOperationException("filter") });

        Assert.Empty(retries.Wanted(Segment(4, 1, 1, new IOException(), 4)));
        Assert.Equal("filter", Assert.Single(_filterErrors).Message);
    }

    private static Segment Segment(long first, int count, int attempt, Exception error, params long[] failed) => new()
    {
        Job = Job,
        Lease = 1,
        First = first,
        Values = Block(count),
        Attempt = attempt,
        WorkerSlot = 0,
        Failures = [.. failed.Select(item => new ItemFailure { Offset = (int)(item - first), Failure = FailureEncoder.From(error) })],
    };

    private static ItemBlock Block(int items) => new()
    {
        Count = items,
        ElementSize = sizeof(int),
        Data = Enumerable.Range(10, items).SelectMany(BitConverter.GetBytes).ToArray(),
    };

    private JobRetries Retries(RetryOptions options)
    {
        JobRetries? retries = null;
        return retries = new JobRetries(new RetryPolicy(options, PayloadSerializer.Shared.Results), _ledger, _time, () => _submitted.AddRange(retries!.TakeDue(Job)), _filterErrors.Add);
    }

    private List<ItemRange> Hold(long first, int count, int attempt, params long[] failed)
    {
        Segment segment = Segment(first, count, attempt, new IOException(), failed);
        return _retries.Hold(segment, _retries.Wanted(segment));
    }

    private void ThrowAndResume(long item, int attempt, TimeSpan delay)
    {
        Assert.Empty(Hold(item, 1, attempt, item));
        _time.Advance(delay);
    }

    private List<ItemRange> Accept(long item)
    {
        List<ItemRange> fresh = [];
        _ledger.Accept(new ItemRange(item, 1), fresh);
        return fresh;
    }

    private IEnumerable<(long First, int Count, int Doubts)> Offers(bool wasSent) =>
        [.. _ledger.Outstanding(Job, (_, _) => wasSent).Select(offer => (offer.First, offer.Items.Count, offer.Doubts))];
}
