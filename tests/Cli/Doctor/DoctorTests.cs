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

    [Fact(Timeout = Bound.Test)]
    public async Task ClusterThatIsWell_IsFoundSo()
    {
        await using SiloCluster cluster = await SiloCluster.StartAsync(new ClusterPlan { Silos = 1, Store = StoreKind.Localhost, Functions = CliRun.Functions });
        using var folder = new TemporaryFolder();
        string config = folder.Write("silo.json", $"{{\"silo-port\": {cluster.Silos[0].SiloPort}, \"gateway-port\": {cluster.Silos[0].GatewayPort}}}");
        CliRun run = await CliRun.RunAsync(["doctor", "--config", config, "--connect", cluster.Gateways, "--cluster-id", cluster.Id]);

        Assert.Equal("", run.Errors);
        Assert.Contains("1 silo, 2 workers", run.Output);
        Assert.Contains("All is well.", run.Output);
        Assert.Equal(0, run.ExitCode);
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
