using OrleansPool.Benchmarks.Peers.Peers.Calls.Actors;
using OrleansPool.Benchmarks.Peers.Peers.Calls.Grains;
using OrleansPool.Benchmarks.Peers.Peers.Local;
using OrleansPool.Benchmarks.Peers.Peers.Pools;

namespace OrleansPool.Benchmarks.Peers.Peers;

/// <summary>The peers that this program itself is when it is started with the verb <c>serve</c>.</summary>
internal static class DotNetPeers
{
    public static readonly IReadOnlyDictionary<string, Func<IPeer>> ByName = new Dictionary<string, Func<IPeer>>
    {
        [PeerNames.Embedded] = () => new EmbeddedPeer(),
        [PeerNames.Tcp] = () => new TcpPeer(),
        [PeerNames.ForEachAsync] = () => new ForEachAsyncPeer(),
        [PeerNames.Plinq] = () => new PlinqPeer(),
        [PeerNames.Dataflow] = () => new DataflowPeer(),
        [PeerNames.EmbeddedGrain] = () => new EmbeddedGrainPeer(),
        [PeerNames.TcpGrain] = () => new TcpGrainPeer(),
        [PeerNames.Akka] = () => new AkkaPeer(),
    };
}
