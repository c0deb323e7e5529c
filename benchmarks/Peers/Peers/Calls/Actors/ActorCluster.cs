using Akka.Actor;
using Akka.Configuration;

namespace OrleansPool.Benchmarks.Peers.Peers.Calls.Actors;

/// <summary>The two members of a cluster of Akka.NET: the node with the actors, and the caller.</summary>
internal static class ActorCluster
{
    public const string NodeRole = "worker";

    private const string Name = "comparison";

    /// <summary>Large enough for an item of 1 MiB; the usual 128 kB is not.</summary>
    private const string FrameBytes = "4000000b";

    public static ActorSystem StartNode(int port) => Start(port, port, NodeRole);

    public static ActorSystem StartCaller(int nodePort) => Start(0, nodePort, "caller");

    private static ActorSystem Start(int port, int nodePort, string role) => ActorSystem.Create(Name, ConfigurationFactory.ParseString(
        $$"""
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          actor.provider = cluster
          remote.dot-netty.tcp {
            hostname = "127.0.0.1"
            port = {{port}}
            maximum-frame-size = {{FrameBytes}}
            send-buffer-size = {{FrameBytes}}
            receive-buffer-size = {{FrameBytes}}
          }
          cluster {
            seed-nodes = ["akka.tcp://{{Name}}@127.0.0.1:{{nodePort}}"]
            roles = ["{{role}}"]
          }
        }
        """));
}
