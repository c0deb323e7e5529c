using System.CommandLine;
using System.Globalization;
using OrleansPool.Benchmarks.Peers.CommandLine;
using OrleansPool.Benchmarks.Peers.Launching;
using OrleansPool.Benchmarks.Peers.Nodes;
using OrleansPool.Benchmarks.Peers.Peers;
using OrleansPool.Benchmarks.Peers.Running;
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
                return await CompareAsync(arguments);
        }
    }

    private static async Task<int> CompareAsync(string[] arguments)
    {
        var command = new PeersCommand();
        ParseResult parsed = command.Root.Parse(arguments);
        if (parsed.Errors is [var wrong, ..])
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitCode.WrongUsage;
        }

        command.Root.SetAction(async (read, _) =>
        {
            try
            {
                return await new PeersRun(command.Read(read)).RunAsync();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(error.Message);
                return ExitCode.Short;
            }
        });
        return await parsed.InvokeAsync();
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
