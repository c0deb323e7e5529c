using OrleansPool.Coordination;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Coordination;

public sealed class OutcomeBufferTests
{
    private readonly OutcomeBuffer _outcomes = new();

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
}
