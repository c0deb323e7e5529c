using System.Net;

namespace OrleansPool.Silo;

/// <summary>What a silo is started with.</summary>
/// <param name="Workers">Items that it runs at the same time.</param>
/// <param name="SiloPort">Port for other silos.</param>
/// <param name="GatewayPort">Port for clients.</param>
/// <param name="Primary">The first silo of the cluster, or null when this is it.</param>
/// <param name="ClusterId">Name of the cluster.</param>
/// <param name="Functions">Assemblies whose functions it has.</param>
internal sealed record SiloSettings(int Workers, int SiloPort, int GatewayPort, IPEndPoint? Primary, string ClusterId, FileInfo[] Functions);
