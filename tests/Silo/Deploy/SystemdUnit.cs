namespace OrleansPool.SiloTests.Deploy;

/// <summary>The settings of the systemd unit. systemd only warns of one that it does not know, so here that is an error.</summary>
internal static class SystemdUnit
{
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["Unit"] = ["Description", "After", "Wants", "StartLimitIntervalSec"],
        ["Service"] =
        [
            "Type", "ExecStart", "EnvironmentFile", "Environment", "DynamicUser", "StateDirectory", "StateDirectoryMode", "Restart", "RestartSec", "RestartPreventExitStatus", "TimeoutStopSec", "KillMode",
            "LimitNOFILE", "NoNewPrivileges", "PrivateDevices", "PrivateTmp", "ProtectHome", "ProtectSystem", "ProtectKernelTunables",
            "ProtectControlGroups", "RestrictSUIDSGID", "RestrictAddressFamilies",
        ],
        ["Install"] = ["WantedBy"],
    };

    public static IReadOnlyDictionary<(string Section, string Key), string> Settings { get; } = Read();

    /// <summary>The variables that the service has, with another folder for those of all services.</summary>
    public static Dictionary<string, string?> EnvironmentIn(string stateFolder) => Settings[("Service", "Environment")]
        .Split(' ')
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], string? (pair) => pair[1].Replace("%S", stateFolder, StringComparison.Ordinal));

    private static Dictionary<(string Section, string Key), string> Read()
    {
        Dictionary<(string, string), string> unit = [];
        string section = string.Empty;
        foreach (string line in File.ReadAllLines(Repository.File("deploy/systemd/orleanspool-silo.service")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line is ['[', .. var name, ']'])
            {
                Assert.Contains(name, Known.Keys);
                section = name;
                continue;
            }

            string[] parts = line.Split('=', 2);
            Assert.True(parts is [{ Length: > 0 }, { Length: > 0 }], $"'{line}' is no setting.");
            Assert.Contains(parts[0], Known[section]);
            Assert.True(unit.TryAdd((section, parts[0]), parts[1]), $"{parts[0]} is set twice.");
        }

        return unit;
    }
}
