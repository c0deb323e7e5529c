using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansPool.SiloTests.Tls;

/// <summary>Issues certificates, in files of a folder that goes away with the test.</summary>
internal sealed class Authority : IDisposable
{
    private static readonly Oid ServerUsage = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientUsage = new("1.3.6.1.5.5.7.3.2");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-tls-");
    private readonly X509Certificate2 _root;
    private int _issued;

    public Authority(string name = "Test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
        File = Write("ca.pem", _root.ExportCertificatePem());
    }

    /// <summary>The file with the root's certificate.</summary>
    public string File { get; }

    public IssuedFiles Silo(string name = "silo.orleanspool") => Issue(name);

    public IssuedFiles Client(string name = "client.test") => Issue(name, isSilo: false);

    public IssuedFiles Issue(string name, bool isSilo = true, TimeSpan? validFor = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}-{Interlocked.Increment(ref _issued)}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(isSilo ? [ServerUsage, ClientUsage] : [ClientUsage], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset end = DateTimeOffset.UtcNow + (validFor ?? TimeSpan.FromDays(20));
        using X509Certificate2 issued = request.Create(_root, DateTimeOffset.UtcNow.AddDays(-20), end, RandomNumberGenerator.GetBytes(16));
        return new IssuedFiles(
            request.SubjectName.Name,
            Write($"{name}-{_issued}.pem", issued.ExportCertificatePem()),
            Write($"{name}-{_issued}.key", key.ExportPkcs8PrivateKeyPem()),
            File);
    }

    public void Dispose()
    {
        _root.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
