using System.Net;
using OrleansPool.Locating;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Locating;

public sealed class HostedCoordinatorsTests
{
    private static readonly GrainId Coordinator = GrainId.Create("orleanspool.coordinator", "a");

    private readonly HostedCoordinators _low = new();
    private readonly HostedCoordinators _high = new();
    private readonly GrainAddress _onLow = Address(1);
    private readonly GrainAddress _onHigh = Address(2);

    [Fact]
    public void Locate_AnswersWhatIsCertainOnly()
    {
        _low.Propose(_onLow, replaced: null);
        Assert.Null(_low.Locate(new() { Coordinator = Coordinator }));

        Assert.Null(_low.Confirm(_onLow));
        Assert.Equal(_onLow, _low.Locate(new() { Coordinator = Coordinator }));
        Assert.Equal(_onLow, _low.Find(Coordinator));
    }

    [Fact]
    public void Propose_OfTwoAtOnce_TheLowerSiloGetsIt()
    {
        _low.Propose(_onLow, replaced: null);
        _high.Propose(_onHigh, replaced: null);

        Assert.Equal(_onLow, _low.Locate(Asking(_onHigh)));
        Assert.Null(_high.Locate(Asking(_onLow)));

        Assert.Null(_low.Confirm(_onLow));
        Assert.Equal(_onLow, _high.Confirm(_onHigh));
        Assert.Null(_high.Find(Coordinator));
    }

    [Fact]
    public void Propose_WhenAnotherSiloIsCertain_GetsThatOne()
    {
        _high.Propose(_onHigh, replaced: null);
        Assert.Null(_high.Confirm(_onHigh));
        _low.Propose(_onLow, replaced: null);

        Assert.Equal(_onHigh, _high.Locate(Asking(_onLow)));
    }

    [Fact]
    public void Propose_OfASecondActivationHere_GetsTheFirstUnlessItIsReplaced()
    {
        GrainAddress second = Address(1);
        _low.Propose(_onLow, replaced: null);

        Assert.Equal(_onLow, _low.Propose(second, replaced: null));
        Assert.Null(_low.Propose(second, replaced: _onLow));
        Assert.Null(_low.Confirm(second));
        Assert.Equal(second, _low.Find(Coordinator));
    }

    [Fact]
    public void Locate_OfOneThatIsGone_ForgetsThatActivationOnly()
    {
        _low.Propose(_onLow, replaced: null);
        _low.Confirm(_onLow);

        Assert.Equal(_onLow, _low.Locate(new() { Coordinator = Coordinator, Gone = Address(1) }));
        Assert.Null(_low.Locate(new() { Coordinator = Coordinator, Gone = _onLow }));
        Assert.Null(_low.Find(Coordinator));
    }

    private static LocateRequest Asking(GrainAddress candidate) => new() { Coordinator = Coordinator, Candidate = candidate };

    private static GrainAddress Address(int silo) => new()
    {
        GrainId = Coordinator,
        ActivationId = ActivationId.NewId(),
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1000 + silo), 1),
    };
}
