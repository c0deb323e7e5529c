using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OrleansPool.Transport;

/// <summary>Looks at the certificate of the other side of one handshake, and keeps who it is and what is wrong with it.</summary>
/// <param name="names">Names of which the certificate must have one; empty for any.</param>
/// <param name="time">The time.</param>
internal sealed class PeerCheck(IReadOnlyCollection<string> names, TimeProvider time)
{
    /// <summary>Why it is refused; null while nothing is known against it.</summary>
    public TlsReason? Reason { get; private set; }

    /// <summary>The certificate's subject; null before there was one.</summary>
    public string? Subject { get; private set; }

    public string? Thumbprint { get; private set; }

    public Peer PeerAt(EndPoint? address) => new(Subject ?? "nobody", Thumbprint ?? "none", address);

    public bool IsAccepted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            Reason = new(TlsReasonKind.NoCertificate, "it shows no certificate");
            return false;
        }

        X509Certificate2 shown = certificate as X509Certificate2 ?? new X509Certificate2(certificate);
        Subject = Clean(shown.Subject);
        Thumbprint = TlsIdentity.ThumbprintOf(shown);
        if ((errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) != SslPolicyErrors.None)
        {
            Reason = chain is null ? new(TlsReasonKind.Unfit, $"{errors}") : ReasonOf(chain, shown, time.GetUtcNow());
        }
        else if (names.Count > 0 && !names.Any(name => shown.MatchesHostname(name, allowWildcards: false, allowCommonName: false)))
        {
            Reason = new(TlsReasonKind.WrongName, $"its certificate is for {NamesOf(shown)}, and must be for '{string.Join("' or '", names)}'");
        }

        return Reason is null;
    }

    /// <summary>What is wrong with a chain that was not built.</summary>
    public static TlsReason ReasonOf(X509Chain chain, X509Certificate2 certificate, DateTimeOffset now)
    {
        X509ChainStatusFlags found = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (found.HasFlag(X509ChainStatusFlags.UntrustedRoot) || found.HasFlag(X509ChainStatusFlags.PartialChain))
        {
            return new(TlsReasonKind.Stranger, $"its certificate was issued by '{Clean(certificate.Issuer)}', which leads to no authority that is trusted here");
        }

        if (found.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return new(
                TlsReasonKind.Expired,
                now < certificate.NotBefore.ToUniversalTime() ? $"its certificate is valid only from {Text(certificate.NotBefore)} on"
                : now > certificate.NotAfter.ToUniversalTime() ? $"its certificate expired on {Text(certificate.NotAfter)}"
                : "a certificate between its own and the authority's is expired, or not valid yet");
        }

        return found.HasFlag(X509ChainStatusFlags.NotValidForUsage)
            ? new(TlsReasonKind.Unfit, "the extended key usage of its certificate does not allow this: silos need serverAuth and clientAuth, clients clientAuth")
            : new(TlsReasonKind.Unfit, $"its certificate is no good: {found}");
    }

    /// <summary>The DNS names of a certificate, for people.</summary>
    public static string NamesOf(X509Certificate2 certificate)
    {
        string[] found = [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(each => each.EnumerateDnsNames())];
        return found.Length == 0 ? "no DNS name" : $"'{Clean(string.Join("', '", found))}'";
    }

    /// <summary>A stranger's text, which must neither look like lines of the log nor fill it.</summary>
    private static string Clean(string text)
    {
        const int Most = 200;
        return string.Concat(text.Take(Most).Select(static each => char.IsControl(each) ? ' ' : each));
    }

    private static string Text(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
