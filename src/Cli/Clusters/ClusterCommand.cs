using System.CommandLine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Clusters;

/// <summary>A command that asks a cluster, or has it do something.</summary>
internal abstract class ClusterCommand : Command, IHasExample
{
    private readonly ConnectOptions _connect = new(needsCluster: true);
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON, an object a line." };

    /// <param name="name">The command.</param>
    /// <param name="description">What it does.</param>
    protected ClusterCommand(string name, string description)
        : base(name, description)
    {
        Options.Add(_json);
        _connect.AddTo(this);
        SetAction((parsed, _) => ToolRun.RunAsync(parsed.GetValue(_json), ToolExit.WrongUsage, (errors, stop) => RunAsync(parsed, errors, stop)));
    }

    /// <inheritdoc/>
    public abstract string Example { get; }

    /// <summary>What the command does.</summary>
    protected abstract Task<int> RunAsync(ClusterView cluster, ParseResult parsed, TableOutput output, CancellationToken stop);

    private async Task<int> RunAsync(ParseResult parsed, ErrorOutput errors, CommandStop stop)
    {
        await using ClusterView cluster = await ConnectAsync(_connect.Read(parsed), stop.Token);
        return await RunAsync(cluster, parsed, new TableOutput(errors), stop.Token);
    }

    internal static async Task<ClusterView> ConnectAsync(ConnectSettings settings, CancellationToken stop)
    {
        try
        {
            ILoggerFactory? quiet = settings.IsVerbose ? null : NullLoggerFactory.Instance;
            return await ClusterView.ConnectAsync(
                settings.Gateways!,
                options =>
                {
                    options.ClusterId = settings.ClusterId;
                    options.Tls = settings.Tls;
                    options.LoggerFactory = quiet;
                },
                stop);
        }
        catch (ArgumentException wrong) when (wrong.GetType() == typeof(ArgumentException))
        {
            throw PoolOpening.WrongGateway(wrong);
        }
    }
}
