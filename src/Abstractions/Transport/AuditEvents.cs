namespace OrleansPool.Transport;

/// <summary>Numbers and category of the log entries that say who was let in and who was not. They stay what they are.</summary>
internal static class AuditEvents
{
    public const string Category = "OrleansPool.Audit";

    public const int ConnectionAccepted = 7101;
    public const int ConnectionRefused = 7102;
    public const int ConnectionsRefused = 7103;
    public const int ConnectionFailed = 7104;
    public const int CertificatesRead = 7110;
    public const int CertificatesUnusable = 7111;
    public const int CertificateExpires = 7112;
}
