using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Exec;

/// <summary>The same on a silo, whose policy decides.</summary>
public sealed class ClusterTests
{
    [Theory(Timeout = Bound.Test)]
    [InlineData("deployed")]
    [InlineData("any")]
    public async Task Silo_RefusesProgramsByDefault(string code)
    {
        await using SiloCluster cluster = await StartAsync("--code", code);
        CliRun run = await CliRun.RunAsync(["exec", "--connect", cluster.Gateways, "--cluster-id", cluster.Id, "--", "echo"], "a\nb\n");

        run.SaidOnly(ToolExit.Refused, "The cluster does not run external programs", "--exec allow");
        Assert.Equal("", run.Output);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("thread")]
    public async Task Silo_RunsThem_WhenItMay(string isolation)
    {
        await using SiloCluster cluster = await StartAsync("--exec", "allow", "--isolation", isolation);
        CliRun run = await CliRun.RunAsync(["exec", "-k", "--connect", cluster.Gateways, "--cluster-id", cluster.Id, "--", "sh", "-c", "echo $1$ORLEANSPOOL_SECRET", "sh"], "a\nb\n");

        Assert.Equal(["a", "b"], run.Silently().Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Map_RunsFunctionsThatTheSiloHas_AndOthersNot()
    {
        await using SiloCluster cluster = await StartAsync();
        string[] connect = ["--connect", cluster.Gateways, "--cluster-id", cluster.Id];

        Assert.Equal(["9"], (await CliRun.MapAsync("Square", "3\n", connect)).Silently().Lines);
        (await CliRun.RunAsync(["map", "System.Private.CoreLib", "Math.Sqrt", .. connect], "4\n")).SaidOnly(ToolExit.Refused, "runs only functions of its own assemblies");
    }

    private static Task<SiloCluster> StartAsync(params string[] arguments) => SiloCluster.StartAsync(new ClusterPlan
    {
        Silos = 1,
        Store = StoreKind.Localhost,
        Functions = CliRun.Functions,
        Arguments = arguments,
        Environment = new Dictionary<string, string> { ["ORLEANSPOOL_SECRET"] = "secret" },
    });
}
