namespace OrleansPool;

/// <summary>Mutual TLS between clients and silos, and between silos: who has no certificate of the given authority is not let in.</summary>
/// <remarks>
/// All files are PEM. They are looked at again while the process runs: who connects after a file has changed meets the new certificates, who
/// is connected stays so. Files that do not fit together are not taken, with a warning, and those before them go on.
/// </remarks>
public sealed class PoolTlsOptions
{
    internal const string DefaultSiloName = "silo.orleanspool";
    internal static readonly TimeSpan DefaultHandshakeTimeout = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan MaxHandshakeTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets the file with this process' own certificate, and those between it and the authority's, if there are any.</summary>
    /// <value>A path; the own certificate is the first in the file. Default: empty, which is refused.</value>
    public string CertificateFile { get; set; } = "";

    /// <summary>Gets or sets the file with the private key of the own certificate, not encrypted.</summary>
    /// <value>A path. Default: <see langword="null"/>, the key is in <see cref="CertificateFile"/>.</value>
    public string? KeyFile { get; set; }

    /// <summary>Gets or sets the file with the certificates of the authority: only what it has issued is let in, whatever the system trusts.</summary>
    /// <value>A path; the file may have several, so that an authority can be replaced. Default: empty, which is refused.</value>
    public string AuthorityFile { get; set; } = "";

    /// <summary>Gets or sets the name by which silos are known: their certificates have it among their DNS names, and those of clients do not.</summary>
    /// <value>
    /// A DNS name, the same in the whole cluster, whatever addresses the silos have. Default: <c>silo.orleanspool</c>. Who has another
    /// certificate of the authority cannot pass for a silo, neither to clients nor to silos.
    /// </value>
    public string SiloName { get; set; } = DefaultSiloName;

    /// <summary>Gets or sets which clients a silo lets in, by the DNS names in their certificates.</summary>
    /// <value>DNS names, of which a client must have one. Default: empty, everybody whom the authority has given a certificate. Clients do not use it.</value>
    public IList<string> ClientNames { get; set; } = [];

    /// <summary>Gets or sets how long a handshake may take.</summary>
    /// <value>1 millisecond to 10 minutes. Default: 10 seconds. Then the connection is cut.</value>
    public TimeSpan HandshakeTimeout { get; set; } = DefaultHandshakeTimeout;
}
