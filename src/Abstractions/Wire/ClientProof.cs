using System.Text;

namespace OrleansPool.Wire;

/// <summary>
/// Proves who a client is to silos that it has no connection with: its certificate, and a signature with its key over the pool that it opens. Who has seen it can
/// show it again, but for that pool only.
/// </summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ClientProof")]
internal sealed class ClientProof
{
    /// <summary>The client's certificate, then those between it and the authority's.</summary>
    [Id(0)]
    public required byte[][] Certificates { get; init; }

    [Id(1)]
    public required byte[] Signature { get; init; }

    /// <summary>What is signed.</summary>
    public static byte[] TextOf(string pool) => Encoding.UTF8.GetBytes($"OrleansPool client of pool {pool}");
}
