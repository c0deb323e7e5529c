using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace OrleansPool.SiloTests.Tls;

/// <summary>A client that shows what it is told to show and checks nothing.</summary>
internal static class RawClient
{
    /// <summary>How long a silo that refuses may take to say so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task<bool> IsLetInAsync(int port, IssuedFiles? files)
    {
        try
        {
            using TcpClient client = new();
            await using SslStream stream = await ConnectAsync(client, port, files);
            using var limit = new CancellationTokenSource(Patience);
            return await stream.ReadAsync(new byte[1], limit.Token) > 0;
        }
        catch (OperationCanceledException)
        {
            // It is silent: it waits for what this one has to say.
            return true;
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            return false;
        }
    }

    public static async Task<string> SubjectOfSiloAsync(int port, IssuedFiles files)
    {
        using TcpClient client = new();
        await using SslStream stream = await ConnectAsync(client, port, files);
        return stream.RemoteCertificate!.Subject;
    }

    private static async Task<SslStream> ConnectAsync(TcpClient client, int port, IssuedFiles? files)
    {
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "silo.orleanspool",
            ClientCertificateContext = files is null
                ? null
                : SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(files.Certificate, files.Key), null, offline: true),
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        });
        return stream;
    }
}
