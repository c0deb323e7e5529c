using System.Security.Cryptography;

namespace OrleansPool.Transport;

/// <summary>What the certificate files hold, as text.</summary>
/// <param name="Certificate">The own certificate and those between it and the authority's.</param>
/// <param name="Key">The own key.</param>
/// <param name="Authority">The certificates of the authority.</param>
internal sealed record TlsFiles(string Certificate, string Key, string Authority)
{
    /// <exception cref="TlsFileException">One of them cannot be read.</exception>
    public static TlsFiles Read(PoolTlsOptions options)
    {
        string certificate = Read(options.CertificateFile, "certificate");
        return new TlsFiles(
            certificate,
            options.KeyFile is { } key ? Read(key, "key") : certificate,
            Read(options.AuthorityFile, "authority's certificate"));
    }

    /// <summary>A hash of the content. The time of a change is not enough: a mounted secret is replaced by another link, whose own time says nothing.</summary>
    public string Fingerprint() => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{Certificate}\0{Key}\0{Authority}")));

    private static string Read(string path, string what)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new TlsFileException($"The file with the {what}, {path}, cannot be read: {error.Message}", error);
        }
    }
}
