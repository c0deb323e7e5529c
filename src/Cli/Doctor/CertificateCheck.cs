using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansPool.Cli.Running;
using OrleansPool.Transport;

namespace OrleansPool.Cli.Doctor;

/// <summary>Whether certificates can be used, and for how long.</summary>
internal static class CertificateCheck
{
    private const string Name = "certificates";

    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <param name="options">The files.</param>
    /// <param name="role">Whose certificate it is.</param>
    public static IEnumerable<Finding> Look(PoolTlsOptions options, TlsRole role)
    {
        IReadOnlyList<string> errors = TlsOptionsCheck.ErrorsIn(options, role);
        if (errors.Count > 0)
        {
            return errors.Select(error => new Finding(Name, FindingState.Wrong, OneLine.Of(error)));
        }

        return new[] { options.CertificateFile, options.AuthorityFile }.Distinct().Select(Expiry);
    }

    private static Finding Expiry(string file)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            TimeSpan left = certificate.NotAfter.ToUniversalTime() - DateTime.UtcNow;
            string text = string.Create(CultureInfo.InvariantCulture, $"{file}, {certificate.Subject}, is valid until {certificate.NotAfter.ToUniversalTime():u}, {left.TotalDays:0} days more.");
            return left < Soon
                ? new(Name, FindingState.Warning, $"{text} Replace the file soon: silos and clients read it again by themselves.")
                : new(Name, FindingState.Ok, text);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new(Name, FindingState.Wrong, $"{file} cannot be read: {OneLine.Sentence(error.Message)}");
        }
    }
}
