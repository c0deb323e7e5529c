using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    /// <summary>A coordinator whose pool shares values hears from the agent at least this often, so that values of a lost one do not stay.</summary>
    private static readonly TimeSpan ShareRenewPeriod = TimeSpan.FromSeconds(5);

    private readonly ShareStore _shares;

    /// <summary>Takes a message of a round, and passes it on meanwhile.</summary>
    public async Task<ShareReply> ShareAsync(ShareMessage message)
    {
        if (message.Next.Length == 0)
        {
            return await TakeAsync(message).ConfigureAwait(false);
        }

        Task<ShareReply?[]> passed = SharePassing.PassAsync(message, (silo, part) => _agents.Of(silo).ShareAsync(part), _time);
        ShareReply own = await TakeAsync(message).ConfigureAwait(false);
        return own with { Passed = await passed.ConfigureAwait(false) };
    }

    public object? FindShared(SharedId id, CancellationToken cancellationToken) => _shares.Find(id, cancellationToken);

    private async Task<ShareReply> TakeAsync(ShareMessage message)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue(message.Pool, out AgentSession? session) || session.Epoch != message.Epoch)
            {
                return ShareReply.Unknown;
            }
        }

        // A start looks for the value's type and makes room for it, which may take long: not in the turn of the service.
        bool isTaken = message.Header is null ? _shares.Take(message) : await Task.Run(() => _shares.Take(message)).ConfigureAwait(false);
        bool isHeld = isTaken && message.Content is not null && _shares.IsWhole(new SharedId(message.Pool, message.Share));
        return new ShareReply { IsKnown = true, IsTaken = isTaken, IsHeld = isHeld };
    }

    private void RenewSharing(IReadOnlyCollection<string> pools)
    {
        lock (_gate)
        {
            foreach (string pool in pools)
            {
                if (_sessions.TryGetValue(pool, out AgentSession? session) && session.SinceReport >= ShareRenewPeriod)
                {
                    session.Renew();
                }
            }
        }
    }
}
