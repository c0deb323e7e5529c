using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansPool.Coordination;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Coordination;

/// <summary>What a coordinator believes that a silo has of shared values.</summary>
public sealed class SiloLinkTests
{
    private const int Share = 3;

    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
    private readonly PausedAgent _agent = new();
    private readonly SiloLink _link;

    public SiloLinkTests() => _link = new SiloLink(
        SiloAddress.New(IPAddress.Loopback, 1, 1),
        "pool",
        1,
        new OpenRequest { Version = WireVersion.Current },
        _agent,
        _time,
        NullLogger.Instance)
    {
        Slots = 1,
    };

    [Fact]
    public async Task LossThatWasToldBeforeTheAnswerToTheStartArrived_IsNotForgotten()
    {
        Task<ShareAnswer[]> start = StartAsync();
        _link.LoseShares([Share]);
        _agent.Answer();
        Assert.Equal([ShareAnswer.Held], await start);
        Assert.True(_link.Lacks(Share));

        // It is offered once more, and there again.
        start = StartAsync();
        _agent.Answer();
        await start;
        Assert.False(_link.Lacks(Share));
    }

    [Fact]
    public async Task Silo_ThatHasItAlready_LacksNothing_UntilItSaysSo()
    {
        Task<ShareAnswer[]> start = StartAsync();
        _agent.Answer();
        await start;
        Assert.False(_link.Lacks(Share));
        _link.LoseShares([Share]);
        Assert.True(_link.Lacks(Share));
    }

    private Task<ShareAnswer[]> StartAsync() => _link.ShareAsync(new ShareMessage { Pool = "pool", Epoch = 1, Share = Share, Round = 1 });
}
