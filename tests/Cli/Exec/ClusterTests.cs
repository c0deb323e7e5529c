using System.Text.Json;
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

    /// <summary>
    /// Each program waits until programs of two silos run, whose processes they are started by. The third has the coordinator: what may run once only does not run
    /// there, since nobody would know of it if that silo were lost.
    /// </summary>
    [Fact(Timeout = Bound.Test)]
    public async Task Silos_RunThem_WhenTheyMay()
    {
        const string Program = "echo > $0/$PPID; until [ $(ls $0 | wc -l) = 2 ]; do sleep 0.05; done; echo $1$ORLEANSPOOL_SECRET";
        using var folder = new TemporaryFolder();
        await using SiloCluster cluster = await StartAsync("--exec", "allow");
        await using SiloProcess second = await JoinAsync(cluster, "--exec", "allow");
        await using SiloProcess third = await JoinAsync(cluster, "--exec", "allow");
        CliRun run = await ExecAsync(cluster, "a\nb\nc\nd\n", "sh", "-c", Program, folder.Path);

        Assert.Equal(["a\n", "b\n", "c\n", "d\n"], Values(run, "output"));
        Assert.Equal(2, Values(run, "silo").Distinct().Count());
    }

    /// <summary>Also in processes of workers.</summary>
    [Fact(Timeout = Bound.Test)]
    public async Task Silo_ThatMayNot_IsLeftOut()
    {
        await using SiloCluster cluster = await StartAsync();
        await using SiloProcess allowed = await JoinAsync(cluster, "--exec", "allow", "--isolation", "process");
        CliRun run = await ExecAsync(cluster, "a\nb\nc\nd\ne\nf\n", "sh", "-c", "echo $1$ORLEANSPOOL_SECRET", "sh");

        Assert.Equal(["a\n", "b\n", "c\n", "d\n", "e\n", "f\n"], Values(run, "output"));
        Assert.All(Values(run, "silo"), silo => Assert.True(allowed.Is(silo), silo));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Map_RunsFunctionsThatTheSiloHas_AndOthersNot()
    {
        await using SiloCluster cluster = await StartAsync();
        string[] connect = ["--connect", cluster.Gateways, "--cluster-id", cluster.Id];

        Assert.Equal(["9"], (await CliRun.MapAsync("Square", "3\n", connect)).Silently().Lines);
        (await CliRun.RunAsync(["map", "System.Private.CoreLib", "Math.Sqrt", .. connect], "4\n")).SaidOnly(ToolExit.Refused, "runs only functions of its own assemblies");
    }

    private static Task<CliRun> ExecAsync(SiloCluster cluster, string input, params string[] program) =>
        CliRun.RunAsync(["exec", "-k", "--json", "--connect", cluster.Gateways, "--cluster-id", cluster.Id, "--", .. program], input);

    private static string[] Values(CliRun run, string name) =>
        [.. run.Silently().Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty(name).GetString()!)];

    private static async Task<SiloProcess> JoinAsync(SiloCluster cluster, params string[] arguments)
    {
        var silo = new SiloProcess(
            SiloHost.Loopback,
            FreePorts.Next(),
            FreePorts.Next(),
            ["--workers", "2", "--cluster-id", cluster.Id, "--primary", $"127.0.0.1:{cluster.Silos[0].SiloPort}", .. arguments],
            new Dictionary<string, string> { ["ORLEANSPOOL_SECRET"] = "secret" });
        await silo.StartAsync();
        return silo;
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
