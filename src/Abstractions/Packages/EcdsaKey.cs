using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansPool.Packages;

/// <summary>
/// One half of a pair, or both: ECDSA over SHA-256 (FIPS 186-5). The client has the private half, silos the public one, as a certificate or bare. A
/// certificate is trusted for itself, whoever issued it, and as long as it is valid.
/// </summary>
internal sealed class EcdsaKey : CodeKey
{
    private const string PemStart = "-----BEGIN ";
    private const string CertificateLabel = "CERTIFICATE";
    private const int FingerprintDigits = 16;

    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    private EcdsaKey(ECDsa key, bool canSign, (DateTimeOffset From, DateTimeOffset Until) validity)
        : base("ec-" + ContentHash.Of(key.ExportSubjectPublicKeyInfo())[..FingerprintDigits])
    {
        _key = key;
        CanSign = canSign;
        Validity = validity;
    }

    public override bool CanSign { get; }

    public override (DateTimeOffset From, DateTimeOffset Until) Validity { get; }

    public static bool IsPem(string text) => text.Contains(PemStart, StringComparison.Ordinal);

    /// <summary>The blocks of a PEM text, each with its label.</summary>
    private static IEnumerable<(string Label, string Text)> BlocksOf(string text)
    {
        while (PemEncoding.TryFind(text, out PemFields fields))
        {
            yield return (text[fields.Label], text[fields.Location]);
            text = text[fields.Location.End..];
        }
    }

    /// <summary>Each block of a PEM text; the text itself when it has none.</summary>
    public static IEnumerable<string> TextsIn(string text) => BlocksOf(text).Select(static block => block.Text).DefaultIfEmpty(text);

    /// <inheritdoc cref="CodeKey.Parse"/>
    public static EcdsaKey? Read(string text, out string? error)
    {
        (string Label, string Text)[] blocks = [.. BlocksOf(text)];
        try
        {
            (string Label, string Text)[] keys = [.. blocks.Where(static block => block.Label != CertificateLabel)];
            (string Label, string Text)[] certificates = [.. blocks.Where(static block => block.Label == CertificateLabel)];
            if (keys.Length > 1 || certificates.Length > 1 || blocks.Length == 0)
            {
                error = $"It has {keys.Length} keys and {certificates.Length} certificates in PEM; it must be one key, one certificate, or one of each that belong together.";
                return null;
            }

            using X509Certificate2? certificate = certificates is [var (_, pem)] ? X509Certificate2.CreateFromPem(pem) : null;
            ECDsa key = keys is [var (_, keyPem)] ? FromPem(keyPem)
                : certificate!.GetECDsaPublicKey() ?? throw new CryptographicException($"The certificate of {certificate!.Subject} has no ECDSA key.");
            (DateTimeOffset, DateTimeOffset) validity = certificate is null
                ? (DateTimeOffset.MinValue, DateTimeOffset.MaxValue)
                : (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
            if (certificate is not null && keys.Length == 1 && !certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
            {
                key.Dispose();
                throw new CryptographicException($"The private key is not that of the certificate of {certificate.Subject}.");
            }

            error = null;
            return new EcdsaKey(key, keys is [var (label, _)] && label.EndsWith("PRIVATE KEY", StringComparison.Ordinal), validity);
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            error = $"What it has in PEM cannot be used: {problem.Message.TrimEnd('.')}. Make one with: openssl ecparam -name prime256v1 -genkey -noout";
            return null;
        }
    }

    protected override byte[] Sign(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        byte[] hash = Hash(head, content);
        lock (_gate)
        {
            return _key.SignHash(hash);
        }
    }

    protected override bool Verifies(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        byte[] hash = Hash(head, content);
        lock (_gate)
        {
            return _key.VerifyHash(hash, signature);
        }
    }

    private static ECDsa FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static byte[] Hash(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }
}
