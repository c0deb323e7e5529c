using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using OrleansPool.Transport;

namespace OrleansPool.Silo.Hosting;

/// <summary>
/// The ports of a silo without TLS. Who does not begin as Orleans does is cut off before Orleans reads anything, and written down: Orleans itself says nothing of
/// them, or that of each with a stack trace.
/// </summary>
internal sealed class PlainPorts(ConnectionAudit audit, TimeProvider time)
{
    /// <summary>Orleans' connections begin with the length of what introduces the other side, which has a limit.</summary>
    private const int LengthBytes = sizeof(int);
    private const int MostBytes = 1024;

    /// <summary>How long somebody may take to introduce themselves.</summary>
    private static readonly TimeSpan Patience = PoolTlsOptions.DefaultHandshakeTimeout;

    /// <summary>At the silo port who is silent for so long is greeted by Orleans: by that clients see which port it is.</summary>
    private static readonly TimeSpan GreetingDelay = TimeSpan.FromMilliseconds(100);

    public static void Configure(ISiloBuilder silo)
    {
        silo.Services.AddSingleton(static services => new PlainPorts(
            new ConnectionAudit(services.GetRequiredService<ILoggerFactory>().CreateLogger(AuditEvents.Category), TimeProvider.System), TimeProvider.System));
        silo.Configure<SiloConnectionOptions>(static connections =>
        {
            connections.ConfigureSiloInboundConnection(static connection => connection.Use(next => context => Of(connection).AcceptAsync(context, next, ConnectionAudit.SiloPort)));
            connections.ConfigureGatewayInboundConnection(static connection => connection.Use(next => context => Of(connection).AcceptAsync(context, next, ConnectionAudit.GatewayPort)));
        });
    }

    private static PlainPorts Of(IConnectionBuilder connection) => connection.ApplicationServices.GetRequiredService<PlainPorts>();

    private async Task AcceptAsync(ConnectionContext context, ConnectionDelegate next, string port)
    {
        TlsReason? reason = await LookAsync(context, port == ConnectionAudit.SiloPort).ConfigureAwait(false);
        if (reason is not { } refused)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        // Who only looks whether the port is open, as load balancers do, is gone by now and wants nothing.
        if (refused.Kind != TlsReasonKind.Gone)
        {
            audit.Refused(context.RemoteEndPoint, port, refused, peer: null);
        }

        context.Abort(new ConnectionAbortedException("The connection was refused."));
    }

    /// <summary>Waits until the other side has introduced itself, and leaves that where it is. Says what is wrong; never throws for what the other side does.</summary>
    private async Task<TlsReason?> LookAsync(ConnectionContext context, bool greets)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.ConnectionClosed);
        using ITimer timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), limit, greets ? GreetingDelay : Patience, Timeout.InfiniteTimeSpan);
        try
        {
            PipeReader input = context.Transport.Input;
            for (int wanted = LengthBytes; ;)
            {
                ReadResult read = await input.ReadAtLeastAsync(wanted, limit.Token).ConfigureAwait(false);
                long arrived = read.Buffer.Length;
                int length = arrived < LengthBytes ? 0 : LengthOf(read.Buffer);
                bool isTls = arrived >= LengthBytes && IsTls(read.Buffer);
                input.AdvanceTo(read.Buffer.Start);
                if (arrived < wanted)
                {
                    return new TlsReason(TlsReasonKind.Gone, "it went away before it said who it is");
                }

                if (length is <= 0 or > MostBytes)
                {
                    return new TlsReason(TlsReasonKind.NotOrleans, isTls
                        ? "it speaks TLS, and this silo does not: start the silo with --tls-certificate, or leave PoolOptions.Tls unset"
                        : "it does not begin as clients and silos of Orleans do");
                }

                if (wanted > LengthBytes)
                {
                    return null;
                }

                wanted += length;
            }
        }
        catch (OperationCanceledException)
        {
            return context.ConnectionClosed.IsCancellationRequested
                ? new TlsReason(TlsReasonKind.Gone, "it went away before it said who it is")
                : greets ? null : new TlsReason(TlsReasonKind.Timeout, $"it did not say who it is within {Patience.TotalSeconds:0.###} s");
        }
        catch (Exception error) when (error is IOException or ConnectionResetException)
        {
            return new TlsReason(TlsReasonKind.Gone, "it went away before it said who it is");
        }
    }

    private static int LengthOf(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> first = stackalloc byte[LengthBytes];
        buffer.Slice(0, LengthBytes).CopyTo(first);
        return BinaryPrimitives.ReadInt32LittleEndian(first);
    }

    private static bool IsTls(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> first = stackalloc byte[LengthBytes];
        buffer.Slice(0, LengthBytes).CopyTo(first);
        return ClientHello.Begins(first);
    }
}
