using System.Globalization;
using OrleansPool.Benchmarks.Peers.Launching;
using OrleansPool.Benchmarks.Peers.Nodes;
using OrleansPool.Benchmarks.Peers.Peers;
using OrleansPool.Benchmarks.Peers.Serving;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Peers;

/// <summary>Compares this pool with what people would use instead. Usage: dotnet run -c Release --project benchmarks/Peers -- --help</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (!ReleaseBuild.IsRunning())
        {
            return ReleaseBuild.Refused;
        }

        switch (arguments)
        {
            case [PeerList.Serve, var name]:
                await ServeAsync(name);
                return 0;
            case [Node.Verb, var kind, .. var ports]:
                await Node.RunAsync(kind, [.. ports.Select(port => int.Parse(port, CultureInfo.InvariantCulture))]);
                return 0;
            default:
                return 0;
        }
    }

    private static async Task ServeAsync(string name)
    {
        // What a library prints must not get among the answers.
        TextWriter answers = Console.Out;
        Console.SetOut(Console.Error);
        await using IPeer peer = DotNetPeers.ByName[name]();
        await new PeerServer(peer, Console.In, answers).RunAsync();
    }
}
