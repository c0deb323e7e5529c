using System.Globalization;

namespace OrleansPool.Silo.CommandLine;

/// <summary>All options of the silo, in the order of the help.</summary>
internal static class SiloOptions
{
    public const int DefaultSiloPort = 11111;
    public const int DefaultGatewayPort = 30000;
    public const int MaxWorkers = 4096;
    public const string DefaultClusterId = "orleanspool";
    public static readonly string DefaultTlsSiloName = new PoolTlsOptions().SiloName;
    public static readonly TimeSpan DefaultDrainTime = TimeSpan.FromSeconds(30);

    public static readonly SiloOption Functions = new(
        "functions",
        "PATH",
        "none",
        "An assembly whose functions the silo has, or a folder of them: the same build as the client's. May be given several times.",
        IsList: true);

    public static readonly SiloOption Code = new(
        "code",
        "deployed|signed|any",
        "deployed",
        "Whose functions the silo runs: those of the assemblies of --functions, those that are signed with its key, or everybody's, which is for development.");

    public static readonly SiloOption CodeKeyFile = new(
        "code-key-file",
        "FILE",
        "the key in ORLEANSPOOL_CODE_KEY",
        "With --code signed: a file that only its owner can read, with a key in each line, SECRET or NAME:SECRET; or with ECDSA certificates or public keys in PEM.");

    public static readonly SiloOption CodeForce = new(
        "code-force",
        "true|false",
        "false",
        "With --code any: start even when other machines can reach the silo. Everybody who does can run anything there.");

    public static readonly SiloOption CodeFolder = new(
        "code-folder",
        "PATH",
        "orleanspool/code in the user's local data",
        "Where code packages are kept.");

    public static readonly SiloOption CodeMaxPackage = new(
        "code-max-package",
        "MEBIBYTES",
        Text((int)(PoolSiloOptions.DefaultMaxPackageBytes >> 20)),
        "The most that one code package may have, 1 to 16384.");

    public static readonly SiloOption CodeMaxClient = new(
        "code-max-client",
        "MEBIBYTES",
        Text((int)(PoolSiloOptions.DefaultMaxClientCodeBytes >> 20)),
        "The most code that one client may send for all its open pools, 1 to 1048576.");

    public static readonly SiloOption CodeMaxClientPackages = new(
        "code-max-client-packages",
        "NUMBER",
        Text(PoolSiloOptions.DefaultMaxClientPackages),
        "How many code packages the open pools of one client may use, 1 to 4096.");

    public static readonly SiloOption CodeMaxPackages = new(
        "code-max-packages",
        "NUMBER",
        Text(PoolSiloOptions.DefaultMaxPackages),
        "How many code packages may be loaded at the same time, 1 to 4096.");

    public static readonly SiloOption CodeMaxFolder = new(
        "code-max-folder",
        "MEBIBYTES",
        Text((int)(PoolSiloOptions.DefaultMaxCodeFolderBytes >> 20)),
        "The most that the folder for code packages may have, 1 to 1048576.");

    public static readonly SiloOption CodeUnload = new(
        "code-unload",
        "true|false",
        "false",
        "Unload packages that nobody uses to make room for others. Their code is slower then.");

    public static readonly SiloOption Exec = new(
        "exec",
        "refuse|allow",
        "refuse",
        "Whether clients may run external programs on the silo, with orleanspool exec. With allow everybody who may connect can run any program there.");

    public static readonly SiloOption Workers = new(
        "workers",
        "NUMBER",
        string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount}, one a core"),
        "How many items the silo runs at the same time, 1 to 4096.");

    public static readonly SiloOption BurstWorkers = new(
        "burst-workers",
        "NUMBER",
        "as many as --workers",
        "How many items more it may run while a job would otherwise wait behind long items of another, 0 to 4096.");

    public static readonly SiloOption Isolation = new(
        "isolation",
        "thread|process",
        "thread",
        "The least that keeps functions from harming others: process makes each worker a process of its own, which may crash alone and can be killed.");

    public static readonly SiloOption WorkerMemory = new(
        "worker-memory",
        "MIB",
        "none",
        "How much memory the process of a worker may have before it is killed, 128 to 1048576.");

    public static readonly SiloOption Labels = new(
        "labels",
        "NAME=VALUE,…",
        "none",
        "What jobs may ask for with JobOptions.Labels, for example gpu=1,zone=a.");

    public static readonly SiloOption Cluster = new(
        "cluster",
        "localhost|redis|adonet|kubernetes",
        "localhost",
        "Where the silos find each other: in the first silo's memory, in Redis, in PostgreSQL; kubernetes is one of the two stores with name and address of the pod.");

    public static readonly SiloOption ClusterId = new(
        "cluster-id",
        "NAME",
        DefaultClusterId,
        "Name of the cluster; that of its clients must be the same.");

    public static readonly SiloOption Primary = new(
        "primary",
        "HOST:PORT",
        "this silo is the first",
        "With --cluster localhost: the silo port of the cluster's first silo.");

    public static readonly SiloOption Redis = new(
        "redis",
        "HOST:PORT",
        "none",
        "The Redis store, also Garnet: host:port, or a configuration of StackExchange.Redis. Give passwords by ORLEANSPOOL_REDIS, not here.");

    public static readonly SiloOption ConnectionString = new(
        "connection-string",
        "TEXT",
        "none",
        "The PostgreSQL store, as Npgsql reads it. Give passwords by ORLEANSPOOL_CONNECTION_STRING, not here.");

    public static readonly SiloOption SiloPort = new(
        "silo-port",
        "PORT",
        Text(DefaultSiloPort),
        "Port for other silos.");

    public static readonly SiloOption GatewayPort = new(
        "gateway-port",
        "PORT",
        Text(DefaultGatewayPort),
        "Port for clients.");

    public static readonly SiloOption Advertise = new(
        "advertise",
        "HOST|IP",
        "127.0.0.1 with --cluster localhost, POD_IP with kubernetes, else this machine's address",
        "The address under which other silos and clients reach this silo.");

    public static readonly SiloOption Listen = new(
        "listen",
        "IP",
        "127.0.0.1 when that is advertised, else 0.0.0.0: all",
        "The address that silo port and gateway port are bound to.");

    public static readonly SiloOption TlsCertificate = new(
        "tls-certificate",
        "FILE",
        "none, no TLS",
        "The silo's certificate, PEM, and those between it and the authority's. With it both ports speak mutual TLS and nothing else. Read again when it changes.");

    public static readonly SiloOption TlsKey = new(
        "tls-key",
        "FILE",
        "in --tls-certificate",
        "The private key of the certificate, PEM, not encrypted.");

    public static readonly SiloOption TlsCa = new(
        "tls-ca",
        "FILE",
        "none",
        "The certificate of the authority, PEM. Only silos and clients with a certificate that it issued are let in.");

    public static readonly SiloOption TlsSiloName = new(
        "tls-silo-name",
        "NAME",
        DefaultTlsSiloName,
        "The DNS name that the certificates of all silos have, and those of clients have not.");

    public static readonly SiloOption TlsClients = new(
        "tls-clients",
        "NAME,…",
        "whoever has a certificate of the authority",
        "DNS names of which a client's certificate must have one.");

    public static readonly SiloOption Membership = new(
        "membership",
        "standard|fast",
        "standard",
        "How soon a lost silo is noticed: after about 7 s, or 3 s for tests and development. The same on all silos.");

    public static readonly SiloOption DrainTime = new(
        "drain-time",
        "SECONDS",
        Text((int)DefaultDrainTime.TotalSeconds),
        "How long running items may take to end when the silo is told to stop, before they run again elsewhere: 0 to 86400.");

    public static readonly SiloOption HealthPort = new(
        "health-port",
        "PORT",
        "0, none",
        "Port of the health endpoints /health/live, /health/ready and /health/drained.");

    public static readonly SiloOption HealthListen = new(
        "health-listen",
        "IP",
        "127.0.0.1",
        "The address that the health port is bound to; 0.0.0.0 for all.");

    public static readonly SiloOption PagePort = new(
        "page-port",
        "PORT",
        "0, none",
        "Port of the page that shows the cluster: silos, jobs, failures; and cancels and drains.");

    public static readonly SiloOption PageListen = new(
        "page-listen",
        "IP",
        "127.0.0.1",
        "The address that the page's port is bound to; 0.0.0.0 for all. It speaks HTTP: put a proxy with TLS before it where others can listen.");

    public static readonly SiloOption PageTokenFile = new(
        "page-token-file",
        "FILE",
        "ORLEANSPOOL_PAGE_TOKEN, or orleanspool/page-token in the user's local data",
        "A file with the token that the page asks for, at least 16 characters. It is made if it is not there.");

    public static readonly SiloOption DashboardPort = new(
        "dashboard-port",
        "PORT",
        "0, none",
        "Port of Orleans' own dashboard: grains, their calls, silos. The page's token is its password. On all silos or on none.");

    public static readonly SiloOption DashboardListen = new(
        "dashboard-listen",
        "IP",
        "127.0.0.1",
        "The address that the dashboard's port is bound to, as for the page.");

    public static readonly SiloOption Otlp = new(
        "otlp",
        "URL",
        "OTEL_EXPORTER_OTLP_ENDPOINT, or nothing is sent",
        "An OpenTelemetry collector to which metrics and traces go by gRPC, for example http://localhost:4317.");

    public static readonly SiloOption JobStream = new(
        "job-stream",
        "NAME",
        "none",
        "Tell of jobs on Orleans' memory streams, on a provider of this name: the page and jobs --watch show them as they change. The same on all silos.");

    public static readonly SiloOption Log = new(
        "log",
        "text|json",
        "text",
        "How log lines are written to standard output.");

    public static readonly SiloOption LogLevel = new(
        "log-level",
        "trace|debug|information|warning|error|critical|none",
        "information",
        "The least level of the silo's own log lines. Those of Orleans and .NET are written from warning on, or from this level where it is higher or debug.");

    public static readonly SiloOption Config = new(
        "config",
        "FILE",
        "none",
        "A JSON file with any of these options, for example { \"workers\": 8, \"functions\": [\"app.dll\"] }.");

    public static IReadOnlyList<SiloOption> All { get; } =
    [
        Functions, Code, CodeKeyFile, CodeForce, CodeFolder, CodeMaxPackage, CodeMaxPackages, CodeMaxClient, CodeMaxClientPackages, CodeMaxFolder, CodeUnload, Exec, Workers, BurstWorkers, Isolation, WorkerMemory,
        Labels, Cluster, ClusterId, Primary, Redis, ConnectionString, SiloPort, GatewayPort, Advertise, Listen,
        TlsCertificate, TlsKey, TlsCa, TlsSiloName, TlsClients, Membership, DrainTime, HealthPort, HealthListen,
        PagePort, PageListen, PageTokenFile, DashboardPort, DashboardListen, Otlp, JobStream, Log, LogLevel, Config,
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
