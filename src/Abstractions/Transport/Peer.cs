using System.Net;

namespace OrleansPool.Transport;

/// <summary>
/// Who is at the other end of a connection, as its certificate says. Set as a feature of the connection, where whoever handles what comes over it can
/// find it.
/// </summary>
/// <param name="Subject">The certificate's subject.</param>
/// <param name="Thumbprint">Its SHA-256 thumbprint.</param>
/// <param name="Address">Where the connection comes from.</param>
internal sealed record Peer(string Subject, string Thumbprint, EndPoint? Address);
