using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Doctor;

/// <summary>How long certificates can still be used.</summary>
public sealed class CertificateTests
{
    [Theory(Timeout = Bound.Test)]
    [InlineData(100, "ok", "days more")]
    [InlineData(10, "warning", "Replace the file soon")]
    [InlineData(-1, "wrong", "expired")]
    public async Task Certificate_IsJudgedByTheDaysThatItHasLeft(int days, string state, string text)
    {
        using var folder = new TemporaryFolder();
        string[] files = Issue(folder, DateTimeOffset.UtcNow.AddDays(days));
        CliRun run = await CliRun.RunAsync(["doctor", "--json", "--connect", $"127.0.0.1:{FreePorts.Next()}", .. files]);

        string[] found = [.. run.Lines.Where(line => line.Contains("\"check\":\"certificates\"", StringComparison.Ordinal))];
        Assert.Contains($"\"state\":\"{state}\"", found[0]);
        Assert.Contains("client.pem", found[0]);
        Assert.Contains(text, found[0]);
        Assert.All(found[1..], line => Assert.Contains("\"state\":\"ok\"", line));
    }

    private static string[] Issue(TemporaryFolder folder, DateTimeOffset end)
    {
        DateTimeOffset start = DateTimeOffset.UtcNow.AddDays(-300);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Test authority", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using X509Certificate2 authority = root.CreateSelfSigned(start, DateTimeOffset.UtcNow.AddDays(300));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=client.test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("client.test");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = request.Create(authority, start, end, RandomNumberGenerator.GetBytes(16));
        return
        [
            "--tls-certificate", folder.Write("client.pem", issued.ExportCertificatePem()),
            "--tls-key", folder.Write("client.key", key.ExportPkcs8PrivateKeyPem()),
            "--tls-ca", folder.Write("ca.pem", authority.ExportCertificatePem()),
        ];
    }
}
