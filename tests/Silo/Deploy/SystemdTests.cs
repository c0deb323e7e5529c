using System.Globalization;
using OrleansPool.Silo.Settings;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The systemd unit and its file of settings agree with the silo.</summary>
public sealed class SystemdTests
{
    private static readonly IReadOnlyDictionary<(string Section, string Key), string> Unit = SystemdUnit.Settings;

    [Fact]
    public void CommandLine_AndItsFile_AreAccepted()
    {
        using var functions = new TemporaryFolder(typeof(SystemdTests).Assembly.Location);
        string file = File.ReadAllText(Repository.File("deploy/systemd/silo.json"));
        using var settingsFile = new TemporaryFile(functions.InPlaceOf("/opt/orleanspool-functions", file));
        string[] command = Unit[("Service", "ExecStart")].Split(' ');

        Assert.Equal(["/usr/bin/dotnet", "/opt/orleanspool/OrleansPool.Silo.dll", "--config", "/etc/orleanspool/silo.json"], command);
        SiloSettings settings = CommandLine.Read(["--config", settingsFile.Path], SystemdUnit.EnvironmentIn("/var/lib"));
        Assert.Empty(settings.Warnings);
        Assert.Equal(ClusterKind.Redis, settings.Cluster);
        Assert.Equal(8080, settings.HealthPort);
        Assert.NotNull(settings.Logging);
        Assert.True(int.Parse(Unit[("Service", "TimeoutStopSec")], CultureInfo.InvariantCulture) > settings.DrainTime.TotalSeconds + 30);
    }

    [Fact]
    public void Folders_AreInThatWhichSystemdMakes()
    {
        string folder = $"/var/lib/{Unit[("Service", "StateDirectory")]}/";

        Assert.All(SystemdUnit.EnvironmentIn("/var/lib").Values, path => Assert.StartsWith(folder, path));
    }

    [Fact]
    public void Unit_StartsAgainAfterALostClusterButNotAfterAWrongSetting()
    {
        Assert.Equal("on-failure", Unit[("Service", "Restart")]);
        Assert.Equal("2", Unit[("Service", "RestartPreventExitStatus")]);
        Assert.Equal("yes", Unit[("Service", "DynamicUser")]);
    }
}
