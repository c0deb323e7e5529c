using OrleansPool.Wire;

namespace OrleansPool.Sharing;

/// <summary>The messages of one round of a shared value, with the parts that are in flight.</summary>
internal sealed class ShareRound
{
    private readonly ClientShare _share;
    private readonly Func<ShareMessage, CancellationToken, Task<ShareReply>> _call;
    private readonly ShareMessage _template;
    private readonly Queue<Task<ShareReply>> _inFlight = new();
    private int _parts;
    private bool _goesOn = true;

    public ShareRound(ClientShare share, long epoch, Func<ShareMessage, CancellationToken, Task<ShareReply>> call)
    {
        _share = share;
        _call = call;
        _template = new ShareMessage { Pool = share.Id.Pool, Epoch = epoch, Share = share.Id.Number, Round = ++share.Round };
    }

    public Task<ShareReply> StartAsync(ReadOnlyMemory<byte> header) => _call(_template with { Header = header }, _share.Released);

    /// <summary>Sends a part, when there is room for one more in flight. False when nobody needs it any more.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> part, int mostInFlight)
    {
        while (_inFlight.Count >= mostInFlight)
        {
            Take(await _inFlight.Dequeue().ConfigureAwait(false));
        }

        if (_goesOn)
        {
            _inFlight.Enqueue(_call(_template with { Part = part, Index = _parts++ }, _share.Released));
        }

        return _goesOn;
    }

    /// <summary>Waits for what is in flight and ends the round.</summary>
    public async Task<ShareReply> EndAsync()
    {
        while (_inFlight.TryDequeue(out Task<ShareReply>? call))
        {
            Take(await call.ConfigureAwait(false));
        }

        return await _call(_template with { Count = _parts }, _share.Released).ConfigureAwait(false);
    }

    /// <summary>Waits until no message of the round is under way, after whatever ended it.</summary>
    public Task SettleAsync() => Task.WhenAll(_inFlight).ContinueWith(
        static ended => _ = ended.Exception,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private void Take(ShareReply reply) => _goesOn &= reply.IsKnown && reply.Lacking > 0;
}
