using OrleansPool.Transport;

namespace OrleansPool.Hosting;

/// <summary>The TLS of a client. A type of its own, since a silo in the same process may have another.</summary>
internal sealed record ClientTls(TlsTransport Transport);
