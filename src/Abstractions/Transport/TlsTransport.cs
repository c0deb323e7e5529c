using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansPool.Wire;

namespace OrleansPool.Transport;

/// <summary>Puts TLS around connections, in both directions with certificates on both sides.</summary>
internal sealed class TlsTransport
{
    /// <summary>Handshakes of callers at the same time. Who comes while there are as many is cut off, and comes again.</summary>
    private const int MostHandshakes = 1024;

    private const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    private readonly PoolTlsOptions _options;
    private readonly ConnectionAudit _audit;
    private readonly TlsCertificates _certificates;
    private readonly TimeProvider _time;
    private readonly string[] _siloNames;
    private readonly string[] _clientNames;
    private int _handshakes;

    public TlsTransport(PoolTlsOptions options, TlsRole role, IServiceProvider services)
    {
        _options = options;
        _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _audit = new ConnectionAudit(services.GetRequiredService<ILoggerFactory>().CreateLogger(AuditEvents.Category), _time);
        _certificates = new TlsCertificates(options, role, _audit, _time);
        _siloNames = [options.SiloName];
        _clientNames = [.. options.ClientNames];
    }

    /// <summary>For what silos want of this silo.</summary>
    public ConnectionDelegate FromSilos(ConnectionDelegate next) => context => AcceptAsync(context, next, ConnectionAudit.SiloPort, _siloNames);

    /// <summary>For what clients want of this silo.</summary>
    public ConnectionDelegate FromClients(ConnectionDelegate next) => context => AcceptAsync(context, next, ConnectionAudit.GatewayPort, _clientNames);

    /// <summary>For what this process wants of silos.</summary>
    public ConnectionDelegate ToSilos(ConnectionDelegate next) => context => ConnectAsync(context, next);

    /// <summary>Proves who this client is to all silos of a pool that it opens.</summary>
    public ClientProof? Prove(string pool) => _certificates.Current.Prove(pool);

    /// <summary>Who has proven to be the client of a pool; null when nobody has.</summary>
    public Peer? WhoProves(ClientProof proof, string pool)
    {
        var check = new PeerCheck(_clientNames, _time);
        return _certificates.Current.IsProven(proof, pool, check, _time.GetUtcNow()) ? check.PeerAt(address: null) : null;
    }

    /// <summary>Makes a handshake with a silo over a stream.</summary>
    /// <returns>The stream within TLS, or what is wrong.</returns>
    public async Task<(SslStream Stream, PeerCheck Check, TlsReason? Reason)> HandshakeAsync(Stream inner, CancellationToken cancellationToken)
    {
        var check = new PeerCheck(_siloNames, _time);
        var stream = new SslStream(inner, leaveInnerStreamOpen: true);
        TlsIdentity own = _certificates.Current;
        TlsReason? reason = await TryAsync(
            check,
            async token =>
            {
                await stream.AuthenticateAsClientAsync(ClientOptions(own, check), token).ConfigureAwait(false);
                return check.Reason;
            },
            cancellationToken).ConfigureAwait(false);
        return (stream, check, reason);
    }

    private async Task AcceptAsync(ConnectionContext context, ConnectionDelegate next, string port, string[] names)
    {
        var check = new PeerCheck(names, _time);
        var stream = new SslStream(new DuplexPipeStream(context.Transport), leaveInnerStreamOpen: true);
        await using (stream.ConfigureAwait(false))
        {
            // What is wrong with a caller is the caller's matter, and the audit's: Orleans would write each of them with a stack trace.
            if (await AuthenticateAsync(stream, check, context).ConfigureAwait(false) is { } reason)
            {
                _audit.Refused(context.RemoteEndPoint, port, reason, check.Subject is null ? null : check.PeerAt(context.RemoteEndPoint));
                context.Abort(new ConnectionAbortedException("The connection was refused."));
                return;
            }

            Peer peer = check.PeerAt(context.RemoteEndPoint);
            _audit.Accepted(context.RemoteEndPoint, port, peer.Subject, peer.Thumbprint, stream.SslProtocol);
            await RunAsync(context, next, stream, peer).ConfigureAwait(false);
        }
    }

    private async Task<TlsReason?> AuthenticateAsync(SslStream stream, PeerCheck check, ConnectionContext context)
    {
        try
        {
            if (Interlocked.Increment(ref _handshakes) > MostHandshakes)
            {
                return new TlsReason(TlsReasonKind.TooMany, $"{MostHandshakes} others are being let in at the same time");
            }

            TlsIdentity own = _certificates.Current;
            return await TryAsync(
                check,
                async token =>
                {
                    if (await ClientHello.LookAsync(context.Transport.Input, token).ConfigureAwait(false) is { } wrong)
                    {
                        return wrong;
                    }

                    await stream.AuthenticateAsServerAsync(ServerOptions(own, check), token).ConfigureAwait(false);
                    return check.Reason;
                },
                context.ConnectionClosed).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _handshakes);
        }
    }

    private SslClientAuthenticationOptions ClientOptions(TlsIdentity own, PeerCheck check) => new()
    {
        TargetHost = _options.SiloName,
        ClientCertificateContext = own.Context,
        CertificateChainPolicy = own.NewChainPolicy(),
        RemoteCertificateValidationCallback = check.IsAccepted,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        EnabledSslProtocols = Protocols,
        AllowRenegotiation = false,
        AllowTlsResume = false,
    };

    private static SslServerAuthenticationOptions ServerOptions(TlsIdentity own, PeerCheck check) => new()
    {
        ServerCertificateContext = own.Context,
        ClientCertificateRequired = true,
        CertificateChainPolicy = own.NewChainPolicy(),
        RemoteCertificateValidationCallback = check.IsAccepted,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        EnabledSslProtocols = Protocols,
        AllowRenegotiation = false,

        // Connections last; and what was once accepted shall be looked at again.
        AllowTlsResume = false,
    };

    private async Task ConnectAsync(ConnectionContext context, ConnectionDelegate next)
    {
        (SslStream stream, PeerCheck check, TlsReason? reason) =
            await HandshakeAsync(new DuplexPipeStream(context.Transport), context.ConnectionClosed).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            if (reason is { } refused)
            {
                _audit.Failed(context.RemoteEndPoint, refused.Text, check.Subject ?? "none", check.Thumbprint ?? "none");
                context.Abort(new ConnectionAbortedException("The silo was refused."));
                throw new AuthenticationException($"No TLS connection with the silo at {context.RemoteEndPoint}: {refused.Text}.");
            }

            await RunAsync(context, next, stream, check.PeerAt(context.RemoteEndPoint)).ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(ConnectionContext context, ConnectionDelegate next, SslStream stream, Peer peer)
    {
        System.IO.Pipelines.IDuplexPipe plain = context.Transport;
        context.Features.Set(peer);
        context.Transport = new SecuredPipe(stream);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            context.Transport = plain;
        }
    }

    /// <summary>Runs a handshake within its time. Says what is wrong; never throws for what the other side does.</summary>
    private async Task<TlsReason?> TryAsync(PeerCheck check, Func<CancellationToken, Task<TlsReason?>> handshake, CancellationToken closed)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(closed);
        using ITimer timer = _time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), limit, _options.HandshakeTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            return await handshake(limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (check.Reason is not null)
        {
            return check.Reason;
        }
        catch (OperationCanceledException)
        {
            return closed.IsCancellationRequested
                ? new TlsReason(TlsReasonKind.Gone, "it went away during the handshake")
                : new TlsReason(TlsReasonKind.Timeout, $"the handshake was not done within {_options.HandshakeTimeout.TotalSeconds:0.###} s");
        }
        catch (Exception error)
        {
            return TlsErrors.ReasonOf(error);
        }
    }
}
