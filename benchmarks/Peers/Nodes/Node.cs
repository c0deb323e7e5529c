using System.Globalization;
using OrleansPool.Benchmarks.Peers.Peers.Calls.Actors;
using OrleansPool.Benchmarks.Peers.Peers.Calls.Grains;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Peers.Nodes;

/// <summary>The other process of a peer: this program, started with the verb <c>node</c>.</summary>
internal static class Node
{
    public const string Verb = "node";
    public const string Grains = "grains";
    public const string Actors = "actors";

    private const string Up = "is up";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    /// <summary>Starts one and waits until it is up.</summary>
    public static async Task<ChildProcess> StartAsync(string kind, params IEnumerable<int> ports)
    {
        ChildProcess process = ChildProcess.Start(
            $"The node of {kind}",
            "dotnet",
            [typeof(Node).Assembly.Location, Verb, kind, .. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))]);
        await process.WaitForLineAsync(Up, StartPatience);
        return process;
    }

    /// <summary>Is one, until it is killed.</summary>
    public static async Task RunAsync(string kind, int[] ports)
    {
        object node = kind == Grains ? await GrainSilo.StartAsync(ports[0], ports[1]) : ActorCluster.StartNode(ports[0]);
        Console.WriteLine(Up);
        await Task.Delay(Timeout.Infinite);
        GC.KeepAlive(node);
    }
}
