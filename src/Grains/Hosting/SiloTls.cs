using OrleansPool.Transport;

namespace OrleansPool.Hosting;

/// <summary>The TLS of a silo. A type of its own, since a client in the same process may have another.</summary>
internal sealed record SiloTls(TlsTransport Transport);
