using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using OrleansPool.Silo.CommandLine;

namespace OrleansPool.Silo.Settings;

/// <summary>Makes the settings from what was set where, and says all that is wrong at once.</summary>
internal static class SettingsReader
{
    private const int MaxDrainSeconds = 24 * 60 * 60;

    /// <exception cref="SettingsException">Some settings are wrong; all that are wrong are named.</exception>
    public static SiloSettings Read(SettingLayers layers)
    {
        var parser = new SettingParser(layers);
        ClusterSettings cluster = ClusterSettings.Read(layers, parser);
        var settings = new SiloSettings
        {
            Functions = FunctionFiles.Find(layers.Find(SiloOptions.Functions), parser.Errors),
            Code = CodeSettings.Read(layers, parser),
            Exec = parser.Choice(SiloOptions.Exec, ExecPolicy.Refuse),
            Workers = parser.Number(SiloOptions.Workers, 1, SiloOptions.MaxWorkers, Environment.ProcessorCount),
            BurstWorkers = layers.Find(SiloOptions.BurstWorkers) is null ? null : parser.Number(SiloOptions.BurstWorkers, 0, SiloOptions.MaxWorkers, 0),
            Isolation = parser.Choice(SiloOptions.Isolation, Isolation.Thread),
            WorkerMemoryBytes = layers.Find(SiloOptions.WorkerMemory) is null ? null : (long)parser.Number(SiloOptions.WorkerMemory, 128, 1 << 20, 128) << 20,
            Labels = parser.Pairs(SiloOptions.Labels),
            Cluster = cluster.Kind,
            ClusterId = parser.Text(SiloOptions.ClusterId) ?? SiloOptions.DefaultClusterId,
            Name = cluster.Name,
            Primary = cluster.Primary,
            Store = cluster.Store,
            SiloPort = parser.Number(SiloOptions.SiloPort, 1, ushort.MaxValue, SiloOptions.DefaultSiloPort),
            GatewayPort = parser.Number(SiloOptions.GatewayPort, 1, ushort.MaxValue, SiloOptions.DefaultGatewayPort),
            Advertise = cluster.Advertise,
            Listen = parser.Address(SiloOptions.Listen),
            Tls = TlsSettings.Read(layers, parser),
            Membership = parser.Choice(SiloOptions.Membership, PoolMembership.Standard),
            DrainTime = TimeSpan.FromSeconds(parser.Number(SiloOptions.DrainTime, 0, MaxDrainSeconds, (int)SiloOptions.DefaultDrainTime.TotalSeconds)),
            HealthPort = parser.Number(SiloOptions.HealthPort, 0, ushort.MaxValue, 0),
            HealthListen = parser.Address(SiloOptions.HealthListen) ?? IPAddress.Loopback,
            Page = PageSettings.Read(layers, parser),
            Dashboard = PageSettings.ReadDashboard(layers, parser),
            Otlp = parser.Url(SiloOptions.Otlp),
            JobStream = parser.Text(SiloOptions.JobStream),
            Log = parser.Choice(SiloOptions.Log, LogFormat.Text),
            LogLevel = parser.Choice(SiloOptions.LogLevel, LogLevel.Information),
            Logging = layers.Logging,
            Warnings = layers.Warnings,
        };
        CheckPorts(settings, parser.Errors);
        return parser.Errors.Count == 0 ? settings : throw new SettingsException(parser.Errors);
    }

    private static void CheckPorts(SiloSettings settings, List<string> errors)
    {
        (string Name, int Port)[] ports =
        [
            (SiloOptions.SiloPort.Name, settings.SiloPort),
            (SiloOptions.GatewayPort.Name, settings.GatewayPort),
            (SiloOptions.HealthPort.Name, settings.HealthPort),
            (SiloOptions.PagePort.Name, settings.Page?.Port ?? 0),
            (SiloOptions.DashboardPort.Name, settings.Dashboard?.Port ?? 0),
        ];
        foreach (IGrouping<int, (string Name, int Port)> same in ports.Where(port => port.Port > 0).GroupBy(port => port.Port).Where(group => group.Count() > 1))
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(" and ", same.Select(port => $"--{port.Name}"))} are both {same.Key}; each needs a port of its own."));
        }
    }
}
