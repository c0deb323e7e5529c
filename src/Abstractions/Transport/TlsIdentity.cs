using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansPool.Transport;

/// <summary>The own certificate with its key, and the authority that others must be certified by. Never changes: other files make another one.</summary>
internal sealed class TlsIdentity
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _own;
    private readonly X509Certificate2Collection _authority;

    private TlsIdentity(X509Certificate2 own, X509Certificate2Collection chain, X509Certificate2Collection authority)
    {
        _own = own;
        _authority = authority;
        Context = SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    /// <summary>What is shown to others.</summary>
    public SslStreamCertificateContext Context { get; }

    public string Subject => _own.Subject;

    public string Thumbprint => ThumbprintOf(_own);

    public DateTimeOffset ValidUntil => _own.NotAfter.ToUniversalTime();

    /// <summary>Makes it of the files' content, and checks that others of the cluster will accept it.</summary>
    /// <exception cref="TlsFileException">The files do not fit together, or others would refuse what they hold.</exception>
    public static TlsIdentity Load(TlsFiles files, PoolTlsOptions options, TlsRole role, DateTimeOffset now)
    {
        X509Certificate2Collection chain = Import(files.Certificate, options.CertificateFile);
        X509Certificate2Collection authority = Import(files.Authority, options.AuthorityFile);
        if (!authority.Any(certificate => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)))
        {
            throw new TlsFileException($"{options.AuthorityFile} has no certificate that its owner issued to itself, and so no authority. Give the root certificate.");
        }

        X509Certificate2 own = WithKey(files, options);
        chain.RemoveAt(0);
        var identity = new TlsIdentity(own, chain, authority);
        identity.Check(chain, options, role, now);
        return identity;
    }

    public static string ThumbprintOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>How the certificates of others are looked at: the given authority and nobody else, and nothing is fetched from anywhere.</summary>
    public X509ChainPolicy NewChainPolicy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_authority);
        return policy;
    }

    private static X509Certificate2Collection Import(string pem, string path)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(pem);
        }
        catch (CryptographicException error)
        {
            throw new TlsFileException($"{path} cannot be read as PEM: {error.Message}", error);
        }

        return found.Count > 0 ? found : throw new TlsFileException($"{path} has no certificate. It must be PEM: -----BEGIN CERTIFICATE-----.");
    }

    private static X509Certificate2 WithKey(TlsFiles files, PoolTlsOptions options)
    {
        try
        {
            X509Certificate2 paired = X509Certificate2.CreateFromPem(files.Certificate, files.Key);

            // Windows uses no key in a handshake that was only ever in memory.
            return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(paired.Export(X509ContentType.Pkcs12), null) : paired;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new TlsFileException(
                $"{options.KeyFile ?? options.CertificateFile} has no key, not encrypted and PEM, that fits the certificate in {options.CertificateFile}: {error.Message}", error);
        }
    }

    private void Check(X509Certificate2Collection between, PoolTlsOptions options, TlsRole role, DateTimeOffset now)
    {
        foreach (string usage in role == TlsRole.Silo ? [ServerUsage, ClientUsage] : (string[])[ClientUsage])
        {
            using var chain = new X509Chain { ChainPolicy = NewChainPolicy() };
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));
            chain.ChainPolicy.ExtraStore.AddRange(between);
            chain.ChainPolicy.VerificationTime = now.UtcDateTime;
            chain.ChainPolicy.VerificationTimeIgnored = false;
            if (!chain.Build(_own))
            {
                string reason = PeerCheck.ReasonOf(chain, _own, now).Text;
                throw new TlsFileException($"The certificate in {options.CertificateFile} ({Subject}) would be refused: {reason}.");
            }
        }

        if (role == TlsRole.Silo && !_own.MatchesHostname(options.SiloName, allowWildcards: false, allowCommonName: false))
        {
            throw new TlsFileException(
                $"The certificate in {options.CertificateFile} ({Subject}) is for {PeerCheck.NamesOf(_own)}, and silos are known by '{options.SiloName}'. "
                + "Have that name put among its DNS names.");
        }
    }
}
