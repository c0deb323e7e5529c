using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using OrleansPool.Transport;

namespace OrleansPool.Hosting;

/// <summary>Looks at gateways that could not be used, to say whether TLS is the reason.</summary>
internal static class TlsProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether TLS is spoken there, whoever it is.</summary>
    public static async Task<bool> SpeaksTlsAsync(IPEndPoint gateway)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient(gateway.AddressFamily);
        bool hasAnswered = false;
        try
        {
            await client.ConnectAsync(gateway, limit.Token).ConfigureAwait(false);

            // Nothing is said to whoever answers: it is only looked at whether somebody shows a certificate.
            using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = PoolTlsOptions.DefaultSiloName,
                    RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    {
                        hasAnswered = certificate is not null;
                        return false;
                    },
                },
                limit.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (IsOfNetwork(error))
        {
            return hasAnswered;
        }

        return hasAnswered;
    }

    /// <summary>What keeps this client from speaking TLS there; null when it does.</summary>
    public static async Task<string?> ExplainAsync(IPEndPoint gateway, PoolTlsOptions options, IServiceProvider services)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient(gateway.AddressFamily);
        try
        {
            await client.ConnectAsync(gateway, limit.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (IsOfNetwork(error))
        {
            return error is OperationCanceledException
                ? $"{gateway} does not answer: check the address, and what is between here and there."
                : $"{gateway} cannot be connected to ({error.Message}): check the address, and that a silo runs there.";
        }

        var transport = new TlsTransport(options, TlsRole.Client, services);
        (SslStream stream, _, TlsReason? reason) = await transport.HandshakeAsync(client.GetStream(), limit.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            if (limit.IsCancellationRequested)
            {
                return $"{gateway} does not answer: its silo is busy, or it is no gateway.";
            }

            if (reason is { } wrong)
            {
                return wrong.Kind is TlsReasonKind.NotTls or TlsReasonKind.Gone
                    ? $"{gateway} does not speak TLS ({wrong.Text}): start its silo with --tls-certificate, or leave PoolOptions.Tls unset."
                    : $"{gateway} and this client cannot agree on TLS: {wrong.Text}.";
            }

            return await IsLetInAsync(stream, limit.Token).ConfigureAwait(false)
                ? null
                : $"{gateway} does not let this client in: it refuses the certificate in {options.CertificateFile}. The log of the silo says why.";
        }
    }

    /// <summary>With TLS 1.3 a client is done before the silo has looked at its certificate. A gateway that lets it in is silent then.</summary>
    private static async Task<bool> IsLetInAsync(SslStream stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0;
        }
        catch (Exception error) when (IsOfNetwork(error))
        {
            return error is OperationCanceledException;
        }
    }

    private static bool IsOfNetwork(Exception error) =>
        error is SocketException or IOException or AuthenticationException or OperationCanceledException or InvalidOperationException;
}
