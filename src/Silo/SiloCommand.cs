using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace OrleansPool.Silo;

/// <summary>The command line of the silo.</summary>
internal sealed class SiloCommand : Command
{
    private readonly Option<int> _workers = new("--workers")
    {
        Description = "How many items the silo runs at the same time, 1 to 4096.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<int> _siloPort = Port("--silo-port", "Port for other silos.", 11111);
    private readonly Option<int> _gatewayPort = Port("--gateway-port", "Port for clients.", 30000);

    private readonly Option<string> _clusterId = new("--cluster-id")
    {
        Description = "Name of the cluster; that of its clients must be the same.",
        DefaultValueFactory = _ => "orleanspool",
    };

    private readonly Option<IPEndPoint?> _primary = new("--primary")
    {
        Description = "The first silo of the cluster on this machine, as address:port of its silo port. Leave it out for the first silo itself.",
        CustomParser = ParseEndPoint,
    };

    private readonly Option<FileInfo[]> _functions = new("--functions")
    {
        Description = "An assembly whose functions the silo has: the same build as the client's. May be given several times.",
        DefaultValueFactory = _ => [],
    };

    public SiloCommand()
        : base("silo", "Runs a silo of OrleansPool on this machine. Clients connect with Pool.ConnectAsync(\"localhost:30000\").")
    {
        _functions.AcceptExistingOnly();
        foreach (Option option in new Option[] { _workers, _siloPort, _gatewayPort, _clusterId, _primary, _functions })
        {
            Options.Add(option);
        }

        SetAction((parsed, cancellationToken) => SiloRun.RunAsync(
            new SiloSettings(
                parsed.GetValue(_workers),
                parsed.GetValue(_siloPort),
                parsed.GetValue(_gatewayPort),
                parsed.GetValue(_primary),
                parsed.GetValue(_clusterId)!,
                parsed.GetValue(_functions)!),
            cancellationToken));
    }

    private static Option<int> Port(string name, string description, int port)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => port };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > ushort.MaxValue)
            {
                result.AddError($"{name} is {result.GetValueOrDefault<int>()}; it must be 1 to {ushort.MaxValue}.");
            }
        });
        return option;
    }

    private static IPEndPoint? ParseEndPoint(ArgumentResult result)
    {
        string text = result.Tokens[0].Value.Replace("localhost", "127.0.0.1", StringComparison.OrdinalIgnoreCase);
        if (IPEndPoint.TryParse(text, out IPEndPoint? endpoint) && endpoint.Port > 0)
        {
            return endpoint;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not an address with a port. Write for example 127.0.0.1:11111.");
        return null;
    }
}
