using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using OrleansPool.Hosting;
using OrleansPool.TestSupport;

namespace OrleansPool.UnitTests.Hosting;

public sealed class GatewayRaceTests
{
    private static readonly IPEndPoint One = IPEndPoint.Parse("10.0.0.1:30000");
    private static readonly IPEndPoint Other = IPEndPoint.Parse("10.0.0.2:30000");

    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _attempts = [];
    private readonly TaskCompletionSource<string> _released = new();
    private CancellationToken _token;

    [Fact]
    public async Task Run_WhoseGatewaysAnswerInTime_TriesNoneAlone()
    {
        Task<string> race = Run(One, Other);
        _time.Advance(GatewayRace.Patience - TimeSpan.FromTicks(1));
        (await Attempt("10.0.0.1,10.0.0.2")).SetResult("all");

        Assert.Equal("all", await race);
        Assert.Single(_attempts);
    }

    [Fact]
    public async Task Run_OfOneGateway_TriesItOnce()
    {
        Task<string> race = Run(One);
        _time.Advance(2 * GatewayRace.Patience);
        (await Attempt("10.0.0.1")).SetResult("all");

        Assert.Equal("all", await race);
        Assert.Single(_attempts);
    }

    [Fact]
    public async Task Run_WhenAllTogetherTakeLong_KeepsTheFirstThatComesThroughAlone()
    {
        Task<string> race = Run(One, Other);
        _time.Advance(GatewayRace.Patience);
        (await Attempt("10.0.0.1")).SetException(new PoolTimeoutException("1"));
        Assert.False(race.IsCompleted);
        (await Attempt("10.0.0.2")).SetResult("2");

        Assert.Equal("2", await race);
        Assert.True(_token.IsCancellationRequested);

        // One that comes too late is let go of; one that fails is no news.
        (await Attempt("10.0.0.1,10.0.0.2")).SetResult("all");
        Assert.Equal("all", await _released.Task.Bounded());
    }

    [Fact]
    public async Task Run_WhenAllTogetherFail_HasThatReason()
    {
        Task<string> race = Run(One, Other);
        _time.Advance(GatewayRace.Patience);
        (await Attempt("10.0.0.1,10.0.0.2")).SetException(new PoolTimeoutException("all"));

        Assert.Equal("all", (await Assert.ThrowsAsync<PoolTimeoutException>(() => race)).Message);
    }

    [Fact]
    public async Task Run_WhenAGatewayIsOfAnotherVersion_HasThatReasonAtOnce()
    {
        Task<string> race = Run(One, Other);
        _time.Advance(GatewayRace.Patience);
        (await Attempt("10.0.0.2")).SetException(new PoolVersionMismatchException("2"));

        Assert.Equal("2", (await Assert.ThrowsAsync<PoolVersionMismatchException>(() => race)).Message);
    }

    /// <summary>An attempt, once it was begun.</summary>
    private async Task<TaskCompletionSource<string>> Attempt(string gateways)
    {
        await Eventually.HoldsAsync(() => _attempts.ContainsKey(gateways), $"{gateways} is tried");
        return _attempts[gateways];
    }

    private Task<string> Run(params IPEndPoint[] gateways) => GatewayRace.RunAsync(
        new GatewayList(gateways, []),
        (list, token) =>
        {
            _token = token;
            var attempt = new TaskCompletionSource<string>();
            _attempts[string.Join(',', list.Endpoints.Select(endpoint => endpoint.Address))] = attempt;
            return attempt.Task;
        },
        late =>
        {
            _released.SetResult(late);
            return ValueTask.CompletedTask;
        },
        _time,
        CancellationToken.None);
}
