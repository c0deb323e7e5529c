using System.Globalization;
using OrleansPool.Silo.Settings;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The image agrees with the silo that is in it.</summary>
public sealed class DockerTests
{
    [Fact]
    public void Image_RunsTheSiloAsAUserWithoutRights()
    {
        Assert.Equal(["dotnet", "/app/OrleansPool.Silo.dll"], DockerImage.EntryPoint);
        Assert.Equal("1654:1654", DockerImage.Shipped.Single(line => line.Name == "USER").Value);
        Assert.Equal("/app", DockerImage.Shipped.Single(line => line.Name == "WORKDIR").Value);
    }

    [Fact]
    public void Image_Settings_AreAcceptedAndItsPortsAreTheSilos()
    {
        SiloSettings settings = CommandLine.Read([], new Dictionary<string, string?>(DockerImage.Environment));

        Assert.Empty(settings.Warnings);
        Assert.Equal(LogFormat.Json, settings.Log);
        Assert.Equal(
            new[] { settings.SiloPort, settings.GatewayPort, settings.HealthPort },
            DockerImage.Shipped.Single(line => line.Name == "EXPOSE").Value.Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Build_IsSentWhatItCopies()
    {
        string[] sent = File.ReadAllLines(Repository.File("deploy/Dockerfile.dockerignore"));

        Assert.Equal("**", sent[0]);
        Assert.Contains("**/bin", sent);
        Assert.Contains("**/obj", sent);
        Assert.All(DockerImage.Copied, path => Assert.Contains($"!{path}", sent));
    }
}
