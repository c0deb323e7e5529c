using Microsoft.Extensions.Time.Testing;
using OrleansPool.Coordination;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Coordination;

public sealed class OutcomeBufferTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly OutcomeBuffer _outcomes = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void KnownCharges_AreThoseOfTheLastAcknowledgedReply()
    {
        _outcomes.SetCharges([new ItemCharge(1, 2, 1)]);
        FetchReply reply = _outcomes.Take(0);
        Assert.Equal(0, _outcomes.KnownCharges);

        _outcomes.SetCharges([new ItemCharge(1, 2, 2)]);
        _outcomes.Take(reply.Sequence);

        Assert.Equal((1, 2), (_outcomes.KnownCharges, _outcomes.ChargesVersion));
    }

    [Fact]
    public void Take_AskedAgain_GivesTheSameReply()
    {
        _outcomes.SetCharges([new ItemCharge(1, 2, 1)]);
        FetchReply reply = _outcomes.Take(0);

        Assert.Same(reply, _outcomes.Take(0));
        Assert.Null(_outcomes.Take(reply.Sequence).Charges);
    }

    [Fact]
    public async Task Outcomes_GoToWhoWaitsFirst_AndToOthersOnlyIfNobodyDoes()
    {
        Task fetch = _outcomes.WaitAsync(TimeSpan.FromHours(1), _time);
        Task<bool> submit = _outcomes.WaitFirstAsync(Wait, _time);

        _outcomes.Add(Outcome(1));

        Assert.True(await submit);
        FetchReply reply = _outcomes.TakeFirst(0);
        Assert.Single(reply.Segments);
        Assert.False(fetch.IsCompleted);

        _outcomes.Add(Outcome(2));
        await fetch.WaitAsync(Bound);
        Assert.Equal(2, Assert.Single(_outcomes.Take(reply.Sequence).Segments).First);
    }

    [Fact]
    public async Task WaitFirst_NothingComes_GivesUpInTime()
    {
        Task<bool> submit = _outcomes.WaitFirstAsync(Wait, _time);
        _time.Advance(Wait);

        Assert.False(await submit.WaitAsync(Bound));
    }

    [Fact]
    public async Task WaitFirst_MoreThanOutcomes_IsLeftToWhoFetches()
    {
        Task fetch = _outcomes.WaitAsync(TimeSpan.FromHours(1), _time);
        Task<bool> submit = _outcomes.WaitFirstAsync(Wait, _time);

        _outcomes.SetCharges([new ItemCharge(1, 2, 1)]);
        _outcomes.Add(Outcome(1));

        Assert.False(await submit.WaitAsync(Bound));
        await fetch.WaitAsync(Bound);
        FetchReply reply = _outcomes.Take(0);
        Assert.True(reply is { Charges.Length: 1, Segments.Length: 1 });
    }

    private static Segment Outcome(long item) => new() { Job = 1, Lease = 1, First = item, Values = ItemBlock.Holes(1), WorkerSlot = 0 };
}
