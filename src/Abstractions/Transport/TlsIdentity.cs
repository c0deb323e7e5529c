using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansPool.Wire;

namespace OrleansPool.Transport;

/// <summary>The own certificate with its key, and the authority that others must be certified by. Never changes: other files make another one.</summary>
internal sealed class TlsIdentity
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _own;
    private readonly X509Certificate2Collection _between;
    private readonly X509Certificate2Collection _authority;

    private TlsIdentity(X509Certificate2 own, X509Certificate2Collection chain, X509Certificate2Collection authority)
    {
        _own = own;
        _between = chain;
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

    /// <summary>Proves who has this identity; null for keys of a kind that .NET cannot sign with.</summary>
    public ClientProof? Prove(string pool)
    {
        byte[] text = ClientProof.TextOf(pool);
        using ECDsa? ecdsa = _own.GetECDsaPrivateKey();
        using RSA? rsa = _own.GetRSAPrivateKey();
        byte[]? signature = ecdsa?.SignData(text, HashAlgorithmName.SHA256) ?? rsa?.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return signature is null ? null : new ClientProof { Certificates = [_own.RawData, .. _between.Select(each => each.RawData)], Signature = signature };
    }

    /// <summary>Looks at the proof of a client, as at the certificate of one that connects.</summary>
    /// <param name="proof">What it shows.</param>
    /// <param name="pool">The pool that it opens.</param>
    /// <param name="check">Takes down who it is, and what is wrong with its certificate.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it has proven who it is.</returns>
    public bool IsProven(ClientProof proof, string pool, PeerCheck check, DateTimeOffset now)
    {
        const int MostCertificates = 8;
        if (proof.Certificates.Length is 0 or > MostCertificates)
        {
            return false;
        }

        try
        {
            using X509Certificate2 shown = X509CertificateLoader.LoadCertificate(proof.Certificates[0]);
            using var chain = new X509Chain { ChainPolicy = NewChainPolicy() };
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientUsage));
            chain.ChainPolicy.ExtraStore.AddRange(proof.Certificates.Skip(1).Select(X509CertificateLoader.LoadCertificate).ToArray());
            chain.ChainPolicy.VerificationTime = now.UtcDateTime;
            chain.ChainPolicy.VerificationTimeIgnored = false;
            SslPolicyErrors errors = chain.Build(shown) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
            return check.IsAccepted(this, shown, chain, errors) && HasSigned(shown, ClientProof.TextOf(pool), proof.Signature);
        }
        catch (CryptographicException)
        {
            // It is no certificate, or no signature.
            return false;
        }
    }

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

    private static bool HasSigned(X509Certificate2 certificate, byte[] text, byte[] signature)
    {
        using ECDsa? ecdsa = certificate.GetECDsaPublicKey();
        using RSA? rsa = certificate.GetRSAPublicKey();
        return ecdsa?.VerifyData(text, signature, HashAlgorithmName.SHA256) ?? rsa?.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss) ?? false;
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
