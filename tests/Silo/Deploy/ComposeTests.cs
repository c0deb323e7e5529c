using OrleansPool.Silo.Settings;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The compose file agrees with the silo and its image.</summary>
public sealed class ComposeTests
{
    private static readonly ComposeFile Compose = ComposeFile.Read();

    [Fact]
    public void Services_AreTheStoreAndThreeSilos() => Assert.Equal(["redis", "silo-1", "silo-2", "silo-3"], Compose.Services.Keys.Order());

    [Theory]
    [InlineData("silo-1", 30000)]
    [InlineData("silo-2", 30001)]
    [InlineData("silo-3", 30002)]
    public void Silo_CommandLine_IsAccepted_AndItsGatewayIsOnThisMachineOnly(string name, int port)
    {
        ComposeService silo = Compose.Services[name];
        using var functions = new TemporaryFolder(typeof(ComposeTests).Assembly.Location);
        SiloSettings settings = CommandLine.Read(
            [.. silo.Command.Select(argument => functions.InPlaceOf("/functions", argument))],
            new Dictionary<string, string?>(DockerImage.Environment));

        Assert.Equal((ClusterKind.Redis, "redis:6379"), (settings.Cluster, settings.Store));
        Assert.Equal($"127.0.0.1:{port}:{settings.GatewayPort}", Assert.Single(silo.Ports));
        Assert.EndsWith(":/functions:ro", Assert.Single(silo.Volumes));
        Assert.True(int.Parse(silo.StopGracePeriod.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture) > settings.DrainTime.TotalSeconds + 30);
        Assert.True(Compose.Services.ContainsKey(Assert.Single(silo.DependsOn).Key));
        Assert.True(silo.ReadOnly);
        Assert.Equal(["ALL"], silo.CapDrop);
    }

    [Fact]
    public void Image_IsBuiltByOneSiloAndUsedByAll()
    {
        ComposeService[] silos = [.. Compose.Services.Values.Where(service => service.Image == Compose.Template.Image)];
        ComposeBuild build = Assert.Single(silos, silo => silo.Build is not null).Build!;

        Assert.Equal(3, silos.Length);
        Assert.Equal("deploy/Dockerfile", build.Dockerfile);
        Assert.True(File.Exists(Repository.File(Path.Combine("deploy", build.Context, build.Dockerfile))));
    }

    [Fact]
    public void Redis_KeepsWhatItHolds_OverARestart()
    {
        ComposeService redis = Compose.Services["redis"];

        string[] volume = Assert.Single(redis.Volumes).Split(':');
        Assert.Contains(volume[0], Compose.Volumes.Keys);
        Assert.True(StoreCommand.Keeps(redis.Command, volume[1]));
    }
}
