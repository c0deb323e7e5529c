using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansPool.TravelTests.Support;

/// <summary>A key that signs code, and its certificate.</summary>
internal sealed class CodePair : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public CodePair(string name, DateTimeOffset until)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(until.AddDays(-2), until);
        Certificate = certificate.ExportCertificatePem();
    }

    public string PrivateKey => _key.ExportPkcs8PrivateKeyPem();

    public string Certificate { get; }

    public void Dispose() => _key.Dispose();
}
