using Microsoft.Extensions.Logging;
using OrleansPool.Silo.Settings;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Settings;

/// <summary>A file, the environment, the command line: the later wins, and wins whole.</summary>
public sealed class PrecedenceTests
{
    private static readonly string Assembly = typeof(PrecedenceTests).Assembly.Location;

    [Fact]
    public void Read_NothingSet_GivesTheDefaults()
    {
        SiloSettings settings = CommandLine.Read([]);

        Assert.Equal(Environment.ProcessorCount, settings.Workers);
        Assert.Equal((11111, 30000, 0), (settings.SiloPort, settings.GatewayPort, settings.HealthPort));
        Assert.Equal(("orleanspool", ClusterKind.Localhost, "127.0.0.1"), (settings.ClusterId, settings.Cluster, settings.Advertise));
        Assert.Equal((PoolMembership.Standard, TimeSpan.FromSeconds(30)), (settings.Membership, settings.DrainTime));
        Assert.Equal((LogFormat.Text, LogLevel.Information), (settings.Log, settings.LogLevel));
        Assert.Empty(settings.Functions);
        Assert.Empty(settings.Labels);
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void Read_SetInAllPlaces_TakesTheCommandLineThenTheEnvironmentThenTheFile()
    {
        using var file = new TemporaryFile("""{ "workers": 3, "silo-port": 1003, "gatewayPort": 2003, "DrainTime": 13 }""");
        Dictionary<string, string?> environment = new() { ["ORLEANSPOOL_SILO_PORT"] = "1002", ["ORLEANSPOOL_GATEWAY_PORT"] = "2002" };

        SiloSettings settings = CommandLine.Read(["--gateway-port", "2001", "--config", file.Path], environment);

        Assert.Equal((3, 1002, 2001, TimeSpan.FromSeconds(13)), (settings.Workers, settings.SiloPort, settings.GatewayPort, settings.DrainTime));
    }

    [Fact]
    public void Read_FileNamedInTheEnvironment_IsRead()
    {
        using var file = new TemporaryFile("""{ "clusterId": "three" }""");

        Assert.Equal("three", CommandLine.Read([], new() { ["ORLEANSPOOL_CONFIG"] = file.Path }).ClusterId);
    }

    [Fact]
    public void Read_ListInTwoPlaces_IsNotMixed()
    {
        string other = typeof(SiloSettings).Assembly.Location;
        using var file = new TemporaryFile($$"""{ "functions": ["{{Assembly}}", "{{other}}"], "labels": { "gpu": "1", "zone": "a" } }""");

        Assert.Equal([Assembly, other], CommandLine.Read(["--config", file.Path]).Functions.Select(each => each.FullName));
        Assert.Equal([other], CommandLine.Read(["--config", file.Path, "--functions", other]).Functions.Select(each => each.FullName));
        Assert.Equal(
            [other, Assembly],
            CommandLine.Read(["--config", file.Path], new() { ["ORLEANSPOOL_FUNCTIONS"] = $"{other}{Path.PathSeparator}{Assembly}" }).Functions.Select(each => each.FullName));
        Assert.Equal(new Dictionary<string, string> { ["gpu"] = "1", ["zone"] = "a" }, CommandLine.Read(["--config", file.Path]).Labels);
        Assert.Equal(new Dictionary<string, string> { ["zone"] = "b" }, CommandLine.Read(["--config", file.Path, "--labels", "zone=b"]).Labels);
    }

    [Fact]
    public void Read_FolderOfFunctions_TakesItsAssemblies()
    {
        IReadOnlyList<FileInfo> functions = CommandLine.Read(["--functions", AppContext.BaseDirectory]).Functions;

        Assert.Contains(functions, file => file.FullName == Assembly);
        Assert.All(functions, file => Assert.Equal(".dll", file.Extension));
    }

    [Fact]
    public void Read_VariableThatIsNoOption_IsWarnedOf()
    {
        SiloSettings settings = CommandLine.Read([], new() { ["ORLEANSPOOL_WORKER"] = "3", ["ORLEANSPOOL_CONNECT"] = "localhost:30000", ["HOME"] = "/" });

        Assert.Contains("ORLEANSPOOL_WORKER", Assert.Single(settings.Warnings));
    }

    [Fact]
    public void Read_Kubernetes_TakesThePodsNameAndAddressAndTheStore()
    {
        Dictionary<string, string?> pod = new() { ["POD_NAME"] = "silo-7", ["POD_NAMESPACE"] = "pool", ["POD_IP"] = "10.1.2.3" };

        SiloSettings redis = CommandLine.Read(["--cluster", "kubernetes", "--redis", "redis:6379"], pod);
        SiloSettings adoNet = CommandLine.Read(["--cluster", "kubernetes", "--connection-string", "Host=db"], pod);

        Assert.Equal((ClusterKind.Redis, "redis:6379", "pool/silo-7", "10.1.2.3"), (redis.Cluster, redis.Store, redis.Name, redis.Advertise));
        Assert.Equal((ClusterKind.AdoNet, "Host=db"), (adoNet.Cluster, adoNet.Store));
    }
}
