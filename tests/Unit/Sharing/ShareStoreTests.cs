using Microsoft.Extensions.Time.Testing;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Sharing;

/// <summary>What a silo holds of shared values: messages in any order and twice, rounds that begin anew, and values that never come whole.</summary>
public sealed class ShareStoreTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly SharedId Id = new("0123456789abcdef", 1);

    private readonly FakeTimeProvider _time = new();
    private readonly ShareStore _store;

    public ShareStoreTests() => _store = new ShareStore("silo", static _ => { }, _time);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Messages_OutOfOrderAndTwice_GiveTheValueOnce()
    {
        int[] numbers = [.. Enumerable.Range(0, 1_000_000)];
        List<ShareMessage> messages = await MessagesAsync(numbers, round: 1);
        Assert.True(messages.Count > 4);
        Assert.True(_store.Take(messages[0]));
        foreach (ShareMessage part in messages[1..^1].AsEnumerable().Reverse().SelectMany(part => new[] { part, part }))
        {
            Assert.True(_store.Take(part));
        }

        Assert.True(_store.Take(messages[^1]));
        Assert.True(_store.Take(messages[^1]));
        Assert.Equal(numbers, await Find());
        Assert.Same(await Find(), await Find());
    }

    [Fact]
    public async Task LaterRound_StartsAnew_AndPartsOfTheEarlierAreRefused()
    {
        List<ShareMessage> first = await MessagesAsync(new int[500_000], round: 1);
        List<ShareMessage> second = await MessagesAsync(Enumerable.Range(0, 500_000).ToArray(), round: 2);
        Assert.True(_store.Take(first[0]));
        Assert.True(_store.Take(first[1]));
        Assert.True(_store.Take(second[0]));
        Assert.False(_store.Take(first[2]));
        Assert.All(second[1..], message => Assert.True(_store.Take(message)));
        Assert.Equal(Enumerable.Range(0, 500_000), await Find());
    }

    [Fact]
    public async Task End_WithPartsMissing_IsRefused()
    {
        List<ShareMessage> messages = await MessagesAsync("text", round: 1);
        Assert.True(_store.Take(messages[0]));
        Assert.False(_store.Take(messages[^1]));
        Assert.False(new ShareStore("other", static _ => { }, _time).Take(messages[1]));
    }

    [Fact]
    public async Task Reader_OfAValueThatStandsStill_IsToldAfterAMinute()
    {
        List<ShareMessage> messages = await MessagesAsync(new int[500_000], round: 1);
        _store.Take(messages[0]);
        Task<object?> reading = Find();
        _time.Advance(TimeSpan.FromSeconds(50));
        _store.Take(messages[1]);
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.False(reading.IsCompleted);
        await UntilEndedAsync(reading, () => _time.Advance(TimeSpan.FromSeconds(11)));
        var error = await Assert.ThrowsAsync<PoolTimeoutException>(() => reading);
        Assert.Contains("nothing of it has arrived for 60 s", error.Message);
    }

    [Fact]
    public async Task Reader_IsEndedByItsToken_AndByTheEndOfTheValue()
    {
        using var cancel = new CancellationTokenSource();
        Task<object?> cancelled = Find(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Limit));
        Task<object?> ended = Find();
        await UntilEndedAsync(ended, () => _store.End(Id));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ended);
    }

    [Fact]
    public async Task PoolWithoutACoordinator_IsReleasedAfterAMinute_UnlessOneComes()
    {
        await GiveAsync();
        _store.Orphan(Id.Pool);
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal([1], _store.Attach(Id.Pool, [1]));
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal([1], _store.Attach(Id.Pool, [1, 2]));
        _store.Orphan(Id.Pool);
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Empty(_store.Attach(Id.Pool, [1]));
    }

    [Fact]
    public async Task Attach_ReleasesWhatThePoolDoesNotShareAnyMore()
    {
        await GiveAsync();
        Assert.Empty(_store.Attach(Id.Pool, [2, 3]));
        Assert.Empty(_store.Attach(Id.Pool, [1]));
    }

    [Fact]
    public async Task PoolThatEnds_DoesNotWaitForAStartThatWaitsForCode()
    {
        using var opening = new ManualResetEventSlim();
        using var code = new ManualResetEventSlim();
        var receiver = new Receiver();
        using var store = new ShareStore("silo", static _ => { }, _time, _ =>
        {
            opening.Set();
            Assert.True(code.Wait(Limit));
            return receiver;
        });
        List<ShareMessage> messages = await MessagesAsync("text", round: 1);
        Task start = Task.Run(() => store.Take(messages[0]));
        Assert.True(opening.Wait(Limit));
        await Task.Run(() => store.Detach(Id.Pool)).WaitAsync(Limit / 2);
        code.Set();
        await start.WaitAsync(Limit);
        await receiver.Disposed.WaitAsync(Limit);
    }

    private static async Task<List<ShareMessage>> MessagesAsync<T>(T value, int round)
    {
        SharedSource source = SharedSource.Of(value);
        var template = new ShareMessage { Pool = Id.Pool, Epoch = 1, Share = Id.Number, Round = round };
        List<ReadOnlyMemory<byte>> parts = [];
        await foreach (ReadOnlyMemory<byte> part in source.PartsAsync(long.MaxValue, CancellationToken.None))
        {
            parts.Add(part);
        }

        ShareMessage[] messages = [.. parts.Chunk(WireLimits.ShareParts).Select((chunk, index) => template with { Index = index, Parts = [.. chunk] })];
        return [template with { Header = source.Header }, .. messages, template with { Count = messages.Length }];
    }

    private async Task GiveAsync()
    {
        Assert.All(await MessagesAsync("value", round: 1), message => Assert.True(_store.Take(message)));
        Assert.Equal("value", await Find());
    }

    private Task<object?> Find(CancellationToken cancellationToken = default) => Task.Run(() => _store.Find(Id, cancellationToken), CancellationToken.None);

    private sealed class Receiver : SharedReceiver
    {
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Disposed => _disposed.Task;

        public override void Put(int index, ReadOnlyMemory<byte> part)
        {
        }

        public override object? Finish() => null;

        public override void Dispose() => _disposed.TrySetResult();
    }

    /// <summary>The reader may not have come to its waiting yet, so what ends that is done again.</summary>
    private static async Task UntilEndedAsync(Task reading, Action end)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!reading.IsCompleted)
        {
            end();
            await Task.Delay(1, limit.Token);
        }
    }
}
