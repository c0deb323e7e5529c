using System.Net;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Transport;

/// <summary>
/// Writes who was let in and who was not. Of each kind of refusal at each port a few lines in a time; the others are counted, so that who knocks
/// without end does not fill the disk, nor hide another's refusal.
/// </summary>
internal sealed partial class ConnectionAudit(ILogger logger, TimeProvider time)
{
    /// <summary>How the port for other silos is written down.</summary>
    public const string SiloPort = "silo";

    /// <summary>And that for clients.</summary>
    public const string GatewayPort = "gateway";

    /// <summary>Lines of one kind in one period.</summary>
    public const int Most = 5;

    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Port, TlsReasonKind Kind), (long Since, int Count)> _refused = [];

    [LoggerMessage(
        EventId = AuditEvents.ConnectionAccepted,
        Level = LogLevel.Information,
        Message = "Connection accepted from {Address} at the {Port} port: {Subject}, thumbprint {Thumbprint}, {Protocol}")]
    public partial void Accepted(EndPoint? address, string port, string subject, string thumbprint, SslProtocols protocol);

    public void Refused(EndPoint? address, string port, TlsReason reason, Peer? peer)
    {
        int unwritten = 0;
        lock (_gate)
        {
            long now = time.GetTimestamp();
            (long since, int count) = _refused.GetValueOrDefault((port, reason.Kind), (now, 0));
            if (time.GetElapsedTime(since, now) >= Period)
            {
                unwritten = Math.Max(0, count - Most);
                (since, count) = (now, 0);
            }

            _refused[(port, reason.Kind)] = (since, count + 1);
            if (count >= Most)
            {
                return;
            }
        }

        if (unwritten > 0)
        {
            LogMoreRefused(unwritten, port, reason.Kind);
        }

        LogRefused(address, port, reason.Text, peer?.Subject ?? "none", peer?.Thumbprint ?? "none");
    }

    /// <summary>A connection that this process wanted was not made. Whoever wanted it says so by itself, to its caller or in its log, and tries again.</summary>
    [LoggerMessage(
        EventId = AuditEvents.ConnectionFailed,
        Level = LogLevel.Debug,
        Message = "Connection to {Address} failed: {Reason}. Certificate: {Subject}, thumbprint {Thumbprint}")]
    public partial void Failed(EndPoint? address, string reason, string subject, string thumbprint);

    [LoggerMessage(
        EventId = AuditEvents.CertificatesRead,
        Level = LogLevel.Information,
        Message = "The certificate files have changed; from now on this process is {Subject}, thumbprint {Thumbprint}, valid until {ValidUntil:u}")]
    public partial void CertificatesRead(string subject, string thumbprint, DateTimeOffset validUntil);

    [LoggerMessage(
        EventId = AuditEvents.CertificatesUnusable,
        Level = LogLevel.Warning,
        Message = "The certificate files have changed and cannot be used, so those before them go on: {Reason}")]
    public partial void CertificatesUnusable(string reason);

    [LoggerMessage(
        EventId = AuditEvents.CertificateExpires,
        Level = LogLevel.Warning,
        Message = "The certificate of this process, {Subject}, is valid until {ValidUntil:u}; after that nobody lets it in. Replace the files; they are read without a restart")]
    public partial void CertificateExpires(string subject, DateTimeOffset validUntil);

    [LoggerMessage(
        EventId = AuditEvents.ConnectionRefused,
        Level = LogLevel.Warning,
        Message = "Connection refused from {Address} at the {Port} port: {Reason}. Certificate: {Subject}, thumbprint {Thumbprint}")]
    private partial void LogRefused(EndPoint? address, string port, string reason, string subject, string thumbprint);

    [LoggerMessage(
        EventId = AuditEvents.ConnectionsRefused,
        Level = LogLevel.Warning,
        Message = "{Count} connections more were refused at the {Port} port in the meantime for the same kind of reason: {Kind}")]
    private partial void LogMoreRefused(int count, string port, TlsReasonKind kind);
}
