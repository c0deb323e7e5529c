namespace OrleansPool.Transport;

/// <summary>What a process is in the cluster.</summary>
internal enum TlsRole
{
    Silo,
    Client,
}
