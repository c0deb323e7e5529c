using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OrleansPool.Diagnostics;

namespace OrleansPool.Locating;

/// <summary>
/// Finds out that a silo is gone which counts as alive: the store of the membership is away, so nobody can write there that it is dead, and its machine
/// says that nobody listens at its port. While the store answers, the membership alone decides. Thread-safe.
/// </summary>
/// <remarks>
/// Should a firewall refuse in the name of a silo that lives, that may still have a coordinator. Each coordinator has an epoch of its own, and a client
/// takes outcomes of the one that it opened last: so two of them cost work, and deliver nothing twice.
/// </remarks>
internal sealed partial class LostSilos(IMembershipTable table, ILocalSiloDetails localSilo, TimeProvider time, ILogger<LostSilos> logger)
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(1);

    /// <summary>As long as a store may take that is only slow.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(3);

    /// <summary>For so long it is not asked again: whoever looks for a coordinator asks for each silo.</summary>
    private static readonly TimeSpan StoreKnown = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<SiloAddress, bool> _gone = new();
    private readonly Lock _gate = new();
    private Task<bool>? _isStoreAway;
    private long _storeAsked;

    /// <summary>Whether a silo was found gone. Nothing is to be placed there.</summary>
    public bool Contains(SiloAddress silo) => _gone.ContainsKey(silo);

    /// <summary>A silo has answered.</summary>
    public void Heard(SiloAddress silo)
    {
        if (!_gone.IsEmpty)
        {
            _gone.TryRemove(silo, out _);
        }
    }

    /// <summary>Whether a silo is gone that did not answer.</summary>
    public async Task<bool> IsGoneAsync(SiloAddress silo)
    {
        Task<bool> isStoreAway = IsStoreAwayAsync();
        bool isGone = await IsRefusedAsync(silo).ConfigureAwait(false);
        if (!await isStoreAway.ConfigureAwait(false))
        {
            _gone.TryRemove(silo, out _);
            return false;
        }

        if (isGone && _gone.TryAdd(silo, true))
        {
            LogGone(silo);
        }

        return isGone;
    }

    private async Task<bool> IsRefusedAsync(SiloAddress silo)
    {
        using var limit = new CancellationTokenSource(ConnectPatience, time);
        using var socket = new Socket(silo.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(silo.Endpoint, limit.Token).ConfigureAwait(false);
            return false;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // Silence may be that of a network that is cut.
            return error is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
        }
    }

    private Task<bool> IsStoreAwayAsync()
    {
        lock (_gate)
        {
            if (_isStoreAway is null || (_isStoreAway.IsCompleted && time.GetElapsedTime(_storeAsked) > StoreKnown))
            {
                _storeAsked = time.GetTimestamp();
                _isStoreAway = AskStoreAsync();
            }

            return _isStoreAway;
        }
    }

    private async Task<bool> AskStoreAsync()
    {
        using var limit = new CancellationTokenSource(StorePatience, time);
        try
        {
            await table.ReadRowAsync(localSilo.SiloAddress, limit.Token).WaitAsync(StorePatience, time, CancellationToken.None).ConfigureAwait(false);
            return false;
        }
        catch (Exception error)
        {
            LogStoreAway(error);
            return true;
        }
    }

    [LoggerMessage(
        EventId = FaultEvents.GoneBeyondStore,
        Level = LogLevel.Warning,
        Message = "Silo {Silo} is gone: nobody listens at its port. The store of the membership does not answer, so it counts as alive until that is back; no coordinator is looked for there")]
    private partial void LogGone(SiloAddress silo);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The store of the membership does not answer")]
    private partial void LogStoreAway(Exception error);
}
