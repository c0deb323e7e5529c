using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace OrleansPool.Hosting;

/// <summary>Looks at gateways that could not be used, to say what is there instead.</summary>
internal static class GatewayProbe
{
    /// <summary>The first message of a silo to another is shorter than this, and starts with its length.</summary>
    private const int MaxGreetingLength = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>A sentence for each gateway.</summary>
    public static async Task<string> ExplainAsync(IPEndPoint[] gateways, PoolOptions options, IServiceProvider services) =>
        string.Join(' ', await Task.WhenAll(gateways.Select(gateway => ExplainAsync(gateway, options, services))).ConfigureAwait(false));

    private static async Task<string> ExplainAsync(IPEndPoint gateway, PoolOptions options, IServiceProvider services)
    {
        if (options.Tls is not { } tls)
        {
            Task<bool> speaksTls = TlsProbe.SpeaksTlsAsync(gateway);
            string found = await ExplainPlainAsync(gateway, options.ClusterId).ConfigureAwait(false);
            return await speaksTls.ConfigureAwait(false)
                ? $"{gateway} speaks TLS only, and this client does not: set PoolOptions.Tls, with a certificate that the silo lets in."
                : found;
        }

        return await TlsProbe.ExplainAsync(gateway, tls, services).ConfigureAwait(false)
            ?? $"{gateway} does not serve clients of cluster '{options.ClusterId}': its cluster has another id, see PoolOptions.ClusterId and the log of the silo, or it is the port of a silo for other silos.";
    }

    private static async Task<string> ExplainPlainAsync(IPEndPoint gateway, string clusterId)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient(gateway.AddressFamily);
        try
        {
            await client.ConnectAsync(gateway, limit.Token).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            return $"{gateway} cannot be connected to ({error.Message}): check the address, and that a silo runs there.";
        }
        catch (OperationCanceledException)
        {
            return $"{gateway} does not answer: check the address, and what is between here and there.";
        }

        try
        {
            // A gateway is silent until it is spoken to. A silo port greets, and so do many other services.
            byte[] greeting = new byte[sizeof(int)];
            await client.GetStream().ReadExactlyAsync(greeting, limit.Token).ConfigureAwait(false);
            return BinaryPrimitives.ReadInt32LittleEndian(greeting) is > 0 and <= MaxGreetingLength
                ? $"{gateway} is the port of a silo for other silos: use its gateway port, 30000 unless set otherwise."
                : $"{gateway} is no gateway, but another service.";
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            return $"{gateway} does not serve clients of cluster '{clusterId}': its cluster has another id, see PoolOptions.ClusterId and the log of the silo, or it is no gateway.";
        }
    }
}
