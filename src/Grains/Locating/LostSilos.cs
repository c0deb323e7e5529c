using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OrleansPool.Diagnostics;

namespace OrleansPool.Locating;

/// <summary>
/// Finds out that a silo is gone which counts as alive: the store of the membership is away, so nobody can write there that it is dead, and its machine
/// says that nobody listens at its port. While the store answers, the membership alone decides.
/// </summary>
internal sealed partial class LostSilos(IMembershipTable table, ILocalSiloDetails localSilo, LeavingSilos leaving, TimeProvider time, ILogger<LostSilos> logger)
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(1);

    /// <summary>As long as a store may take that is only slow.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(3);

    /// <summary>Whether a silo that did not answer is gone. Nothing is looked for there any more, if it is.</summary>
    public async Task<bool> IsGoneAsync(SiloAddress silo)
    {
        if (!await IsRefusedAsync(silo).ConfigureAwait(false) || !await IsStoreAwayAsync().ConfigureAwait(false))
        {
            return false;
        }

        leaving.Add(silo);
        LogGone(silo);
        return true;
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

    private async Task<bool> IsStoreAwayAsync()
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
