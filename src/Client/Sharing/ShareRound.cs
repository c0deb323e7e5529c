using OrleansPool.Wire;

namespace OrleansPool.Sharing;

/// <summary>The messages of one round of a shared value, with the parts that are in flight.</summary>
internal sealed class ShareRound
{
    private const int MostInFlight = 8;
    private static readonly TimeSpan SlowCall = TimeSpan.FromSeconds(2);

    private readonly ClientShare _share;
    private readonly Func<ShareMessage, CancellationToken, Task<ShareReply>> _call;
    private readonly TimeProvider _time;
    private readonly ShareMessage _template;
    private readonly Queue<Task<ShareReply>> _inFlight = new();
    private readonly List<ReadOnlyMemory<byte>> _parts = new(WireLimits.ShareParts);
    private int _window = 1;
    private int _messages;
    private bool _goesOn = true;

    public ShareRound(ClientShare share, long epoch, Func<ShareMessage, CancellationToken, Task<ShareReply>> call, TimeProvider time)
    {
        _share = share;
        _call = call;
        _time = time;
        _template = new ShareMessage { Pool = share.Id.Pool, Epoch = epoch, Share = share.Id.Number, Round = ++share.Round };
    }

    public Task<ShareReply> StartAsync(SharedSource source) =>
        _call(_template with { Header = source.Header, Content = source.Content, Code = source.Code }, _share.Released);

    /// <summary>Sends a part with others, when there is room for one more message in flight. False when nobody needs it any more.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> part)
    {
        _parts.Add(part);
        if (_parts.Count == WireLimits.ShareParts)
        {
            await FlushAsync().ConfigureAwait(false);
        }

        return _goesOn;
    }

    /// <summary>Waits for what is in flight and ends the round.</summary>
    public async Task<ShareReply> EndAsync()
    {
        await FlushAsync().ConfigureAwait(false);
        await WaitForRoomAsync(1).ConfigureAwait(false);
        return await _call(_template with { Count = _messages }, _share.Released).ConfigureAwait(false);
    }

    /// <summary>Ends the round of what cannot be sent: who waits for it is told why.</summary>
    public async Task FailAsync(string reason)
    {
        await SettleAsync().ConfigureAwait(false);
        await _call(_template with { Count = _messages, Failure = reason }, _share.Released).ConfigureAwait(false);
    }

    /// <summary>Waits until no message of the round is under way, after whatever ended it.</summary>
    public Task SettleAsync() => Task.WhenAll(_inFlight).ContinueWith(
        static ended => _ = ended.Exception,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private async Task FlushAsync()
    {
        await WaitForRoomAsync(_window).ConfigureAwait(false);
        if (_goesOn && _parts.Count > 0)
        {
            _inFlight.Enqueue(SendAsync(_template with { Parts = [.. _parts], Index = _messages++ }));
        }

        _parts.Clear();
    }

    private async Task<ShareReply> SendAsync(ShareMessage message)
    {
        long started = _time.GetTimestamp();
        ShareReply reply = await _call(message, _share.Released).ConfigureAwait(false);

        // A link that is slow gets less at a time, or what is under way would be sent again before it arrives. Not at once all but one: on a busy
        // machine calls are late now and then, and then the number under way is what keeps the link filled.
        _window = _time.GetElapsedTime(started) > SlowCall ? Math.Max(1, _window / 2) : Math.Min(MostInFlight, _window + 1);
        return reply;
    }

    private async Task WaitForRoomAsync(int window)
    {
        while (_inFlight.Count >= window)
        {
            ShareReply reply = await _inFlight.Dequeue().ConfigureAwait(false);
            _goesOn &= reply.IsKnown && reply.Lacking > 0;
        }
    }
}
