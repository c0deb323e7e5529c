namespace OrleansPool.Cli.Running;

/// <summary>Which pool a command uses.</summary>
/// <param name="Gateways">The gateways of a cluster, or null for a pool in this process.</param>
/// <param name="ClusterId">The name of the cluster.</param>
/// <param name="Tls">How connections are secured, or null for not at all.</param>
/// <param name="IsVerbose">Whether the log of pool and Orleans goes to standard error.</param>
internal sealed record ConnectSettings(string? Gateways, string ClusterId, PoolTlsOptions? Tls, bool IsVerbose);
