using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Silo.Settings;

/// <summary>What a silo is started with, checked.</summary>
internal sealed record SiloSettings
{
    /// <summary>Assemblies whose functions it has.</summary>
    public required IReadOnlyList<FileInfo> Functions { get; init; }

    /// <summary>Whose functions it runs.</summary>
    public required CodeSettings Code { get; init; }

    /// <summary>Whether clients may run external programs on it.</summary>
    public required ExecPolicy Exec { get; init; }

    public required int Workers { get; init; }

    /// <summary>Workers beyond those, or null for the engine's default.</summary>
    public required int? BurstWorkers { get; init; }

    /// <summary>The least isolation of its workers.</summary>
    public required Isolation Isolation { get; init; }

    /// <summary>Memory of a worker's process, or null for no limit.</summary>
    public required long? WorkerMemoryBytes { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required ClusterKind Cluster { get; init; }

    public required string ClusterId { get; init; }

    /// <summary>The silo's name, or null for one that Orleans makes up.</summary>
    public required string? Name { get; init; }

    /// <summary>Host and port of the cluster's first silo, or null when this is it.</summary>
    public required DnsEndPoint? Primary { get; init; }

    /// <summary>The store's address, as its client reads it.</summary>
    public required string? Store { get; init; }

    public required int SiloPort { get; init; }

    public required int GatewayPort { get; init; }

    /// <summary>Host or address under which others reach the silo, or null for the machine's own address.</summary>
    public required string? Advertise { get; init; }

    /// <summary>What the ports are bound to, or null for what fits the advertised address.</summary>
    public required IPAddress? Listen { get; init; }

    /// <summary>How connections are secured, or null for not at all.</summary>
    public required TlsSettings? Tls { get; init; }

    public required PoolMembership Membership { get; init; }

    public required TimeSpan DrainTime { get; init; }

    /// <summary>Port of the health endpoints; zero for none.</summary>
    public required int HealthPort { get; init; }

    public required IPAddress HealthListen { get; init; }

    /// <summary>The page of the cluster, or null for none.</summary>
    public required PageSettings? Page { get; init; }

    /// <summary>Orleans' own dashboard, or null for none.</summary>
    public required PageSettings? Dashboard { get; init; }

    /// <summary>The OpenTelemetry collector, or null for what OpenTelemetry's own variables say.</summary>
    public required Uri? Otlp { get; init; }

    /// <summary>The stream provider on which jobs are told of, or null.</summary>
    public required string? JobStream { get; init; }

    public required LogFormat Log { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>Levels by category, from the file.</summary>
    public required IConfiguration? Logging { get; init; }

    /// <summary>What to log once there is a log.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
