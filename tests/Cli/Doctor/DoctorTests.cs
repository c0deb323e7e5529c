using OrleansPool.Cli.Doctor;
using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Doctor;

/// <summary>What is wrong is found, and what to do is said.</summary>
public sealed class DoctorTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task SettingsThatAreWrong_AreFound()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.RunAsync(["doctor", "--config", folder.Write("silo.json", "{\"workers\": 0, \"cluster\": \"redis\"}")]);

        Assert.Equal(ToolExit.Ailing, run.ExitCode);
        Assert.Contains("'workers' in", run.Output);
        Assert.Contains("--cluster redis needs --redis", run.Output);
        Assert.Contains("2 wrong", run.Output);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task PortInUse_StoreThatIsNotThere_AndCluster_AreFound()
    {
        using var folder = new TemporaryFolder();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        int used = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        string config = folder.Write("silo.json", $"{{\"gateway-port\": {used}, \"silo-port\": {FreePorts.Next()}, \"advertise\": \"127.0.0.1\", \"cluster\": \"redis\", \"redis\": \"127.0.0.1:{FreePorts.Next()}\"}}");
        CliRun run = await CliRun.RunAsync(["doctor", "--json", "--config", config, "--connect", $"127.0.0.1:{FreePorts.Next()}"]);

        Assert.Equal(ToolExit.Ailing, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains("\"state\":\"wrong\"", StringComparison.Ordinal) && line.Contains($"port {used} is in use", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("\"state\":\"wrong\"", StringComparison.Ordinal) && line.Contains("Redis at", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("\"state\":\"wrong\"", StringComparison.Ordinal) && line.Contains("cannot be connected to", StringComparison.Ordinal));
    }

    /// <summary>Over Garnet, or the store that the environment names, as in the tests of faults.</summary>
    [Trait("Store", "Matters")]
    [Fact(Timeout = Bound.Test)]
    public async Task ClusterThatIsWell_WithItsStore_IsFoundSo_AndAStoreThatIsGoneIsNot()
    {
        StoreKind store = Environment.GetEnvironmentVariable("POOL_TEST_STORE") is { Length: > 0 } name ? Enum.Parse<StoreKind>(name, ignoreCase: true) : StoreKind.Garnet;
        await using SiloCluster cluster = await SiloCluster.StartAsync(new ClusterPlan { Silos = 1, Store = store, Functions = CliRun.Functions });
        using var folder = new TemporaryFolder();
        Dictionary<string, string> settings = new()
        {
            ["silo-port"] = $"{cluster.Silos[0].SiloPort}",
            ["gateway-port"] = $"{cluster.Silos[0].GatewayPort}",
            ["cluster-id"] = cluster.Id,
            ["advertise"] = "127.0.0.1",
        };
        foreach (string[] option in cluster.Store!.SiloArguments.Chunk(2))
        {
            settings[option[0].TrimStart('-')] = option[1];
        }

        string[] command = ["doctor", "--config", folder.Write("silo.json", System.Text.Json.JsonSerializer.Serialize(settings)), "--connect", cluster.Gateways, "--cluster-id", cluster.Id];
        CliRun run = await CliRun.RunAsync(command);

        Assert.Equal("", run.Errors);
        Assert.Contains("1 silo, 2 workers", run.Output);
        Assert.Contains(store == StoreKind.PostgreSql ? "has Orleans' tables" : "runs scripts", run.Output);
        Assert.Contains(store == StoreKind.PostgreSql ? "The clock of the database is" : "The clock of Redis is", run.Output);
        Assert.Contains("The clock of the silo that is farthest off", run.Output);
        Assert.Contains("All is well.", run.Output);
        Assert.Equal(0, run.ExitCode);

        await cluster.Store.StopAsync();
        run = await CliRun.RunAsync(command);
        Assert.Equal(ToolExit.Ailing, run.ExitCode);
        string gone = store == StoreKind.PostgreSql ? "The database cannot be reached" : cluster.Store.Address;
        Assert.Contains(run.Lines, line => line.StartsWith("WRONG", StringComparison.Ordinal) && line.Contains("clustering store", StringComparison.Ordinal) && line.Contains(gone, StringComparison.Ordinal));
    }

    [Fact]
    public void SiloWhoseClockIsOff_IsNamed()
    {
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(50);
        SiloView[] silos = [Silo("a", now), Silo("b", now.AddSeconds(-30)), Silo("old", default)];
        Finding finding = Assert.Single(ClusterCheck.Clocks(silos, now, TimeSpan.FromSeconds(0.1)));

        Assert.Equal(FindingState.Wrong, finding.State);
        Assert.Contains("silo b (10.0.0.1:1@b) is 30.0 s behind this machine's", finding.Text);
        Assert.Equal(FindingState.Ok, Assert.Single(ClusterCheck.Clocks(silos[..1], now, TimeSpan.Zero)).State);

        static SiloView Silo(string name, DateTimeOffset time) => new() { Address = $"10.0.0.1:1@{name}", Name = name, Time = time };
    }

    [Theory]
    [InlineData(0.5, 0.1, FindingState.Ok)]
    [InlineData(-3, 0.1, FindingState.Warning)]
    [InlineData(3, 2, FindingState.Ok)]
    [InlineData(-60, 0.1, FindingState.Wrong)]
    internal void Clock_IsJudgedByMoreThanTheTimeOfAsking(double skew, double uncertainty, FindingState state)
    {
        Finding finding = StoreCheck.Clock(TimeSpan.FromSeconds(skew), TimeSpan.FromSeconds(uncertainty), "Redis");

        Assert.Equal(state, finding.State);
        Assert.Contains(skew < 0 ? "behind" : "ahead of", finding.Text);
    }
}
