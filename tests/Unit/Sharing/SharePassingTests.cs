using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Sharing;

/// <summary>How a message of a round goes from silo to silo.</summary>
public sealed class SharePassingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(14)]
    [InlineData(200)]
    public async Task EachSilo_GetsItOnce_FromOneThatSendsTwoCopiesAtMost(int silos)
    {
        var sent = new ConcurrentQueue<(long From, long To)>();
        ShareReply?[] replies = await PassAsync(0, MessageTo(silos), sent, lost: 0);
        Assert.Equal(Enumerable.Range(1, silos), sent.Select(each => (int)each.To).Order());
        Assert.All(sent.CountBy(each => each.From), copies => Assert.InRange(copies.Value, 1, 2));
        Assert.Equal(Enumerable.Range(1, silos), replies.Select(reply => reply!.Lacking));
        Assert.All(replies, reply => Assert.Empty(reply!.Passed));
    }

    [Fact]
    public async Task SiloThatIsLost_AnswersForNobody_AndOthersAreNotTouched()
    {
        ShareReply?[] replies = await PassAsync(0, MessageTo(6), new(), lost: 4);
        Assert.Equal([1, 2, 3, null, null, null], replies.Select(reply => reply?.Lacking));
    }

    [Fact]
    public async Task SiloThatSaysNothing_IsGivenUp_BeforeWhoWaitsForItsSenderGivesUp()
    {
        var time = new FakeTimeProvider();
        var silence = new TaskCompletionSource<ShareReply>();
        Task<ShareReply?[]> passing = SharePassing.PassAsync(MessageTo(2), (_, message) => message.Epoch == 1 ? Task.FromResult(Reply(1, [])) : silence.Task, time);
        Assert.False(passing.IsCompleted);
        time.Advance(SharePassing.PatienceFor(2) - TimeSpan.FromMilliseconds(1));
        ShareReply?[] replies = await passing.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([1, null], replies.Select(reply => reply?.Lacking));
    }

    private static Task<ShareReply?[]> PassAsync(long from, ShareMessage message, ConcurrentQueue<(long From, long To)> sent, long lost) => SharePassing.PassAsync(
        message,
        async (_, part) =>
        {
            sent.Enqueue((from, part.Epoch));
            return part.Epoch == lost ? throw new TimeoutException() : Reply((int)part.Epoch, await PassAsync(part.Epoch, part, sent, lost));
        },
        TimeProvider.System);

    private static ShareReply Reply(int silo, ShareReply?[] passed) => new() { IsKnown = true, IsTaken = true, Lacking = silo, Passed = passed };

    private static ShareMessage MessageTo(int silos) => new()
    {
        Pool = "pool",
        Epoch = 0,
        Share = 1,
        Round = 1,
        Next = [.. Enumerable.Range(1, silos).Select(static silo => new ShareHop(SiloAddress.New(IPEndPoint.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{silo}")), 1), silo))],
    };
}
