using System.Globalization;
using OrleansPool.Silo.Settings;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The systemd unit and its file of settings agree with the silo.</summary>
public sealed class SystemdTests
{
    private static readonly Dictionary<(string Section, string Key), string> Unit = Read();

    [Fact]
    public void CommandLine_AndItsFile_AreAccepted()
    {
        using var functions = new TemporaryFolder(typeof(SystemdTests).Assembly.Location);
        string file = File.ReadAllText(Repository.File("deploy/systemd/silo.json"));
        using var settingsFile = new TemporaryFile(functions.InPlaceOf("/opt/orleanspool-functions", file));
        string[] command = Unit[("Service", "ExecStart")].Split(' ');

        Assert.Equal(["/usr/bin/dotnet", "/opt/orleanspool/OrleansPool.Silo.dll", "--config", "/etc/orleanspool/silo.json"], command);
        SiloSettings settings = CommandLine.Read(["--config", settingsFile.Path]);
        Assert.Equal(ClusterKind.Redis, settings.Cluster);
        Assert.Equal(8080, settings.HealthPort);
        Assert.NotNull(settings.Logging);
        Assert.True(int.Parse(Unit[("Service", "TimeoutStopSec")], CultureInfo.InvariantCulture) > settings.DrainTime.TotalSeconds + 30);
    }

    [Fact]
    public void Unit_StartsAgainAfterALostClusterButNotAfterAWrongSetting()
    {
        Assert.Equal("on-failure", Unit[("Service", "Restart")]);
        Assert.Equal("2", Unit[("Service", "RestartPreventExitStatus")]);
        Assert.Equal("yes", Unit[("Service", "DynamicUser")]);
    }

    private static Dictionary<(string Section, string Key), string> Read()
    {
        Dictionary<(string, string), string> unit = [];
        string section = string.Empty;
        foreach (string line in File.ReadAllLines(Repository.File("deploy/systemd/orleanspool-silo.service")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line is ['[', .. var name, ']'])
            {
                Assert.Contains(name, new[] { "Unit", "Service", "Install" });
                section = name;
                continue;
            }

            string[] parts = line.Split('=', 2);
            Assert.True(parts is [{ Length: > 0 }, { Length: > 0 }], $"'{line}' is no setting.");
            unit.TryAdd((section, parts[0]), parts[1]);
        }

        return unit;
    }
}
