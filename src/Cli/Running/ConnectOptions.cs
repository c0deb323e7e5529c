using System.CommandLine;
using OrleansPool.Silo.Settings;

namespace OrleansPool.Cli.Running;

/// <summary>The options that say which cluster a command talks to: the same for all commands.</summary>
internal sealed class ConnectOptions
{
    /// <summary>Sets <c>--connect</c> for all commands that are not given it.</summary>
    private const string Variable = SettingLayers.ConnectVariable;

    /// <summary>The same for <c>--cluster-id</c>; silos read it too.</summary>
    private const string ClusterIdVariable = "ORLEANSPOOL_CLUSTER_ID";

    private const string DefaultGateway = "localhost:30000";

    private readonly bool _needsCluster;
    private readonly Option<string?> _connect;

    private readonly Option<string?> _clusterId = new("--cluster-id")
    {
        Description = $"Name of the cluster. Default: the variable {ClusterIdVariable}, or else {new PoolOptions().ClusterId}.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _certificate = new("--tls-certificate") { Description = "This client's certificate, PEM: the silos speak mutual TLS.", HelpName = "FILE" };
    private readonly Option<string?> _key = new("--tls-key") { Description = "The private key of the certificate, PEM, if it is not in the same file.", HelpName = "FILE" };
    private readonly Option<string?> _ca = new("--tls-ca") { Description = "The certificate of the cluster's authority, PEM.", HelpName = "FILE" };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Write the log of the pool to standard error." };

    /// <param name="needsCluster">Whether there is nothing to do without a cluster.</param>
    public ConnectOptions(bool needsCluster)
    {
        _needsCluster = needsCluster;
        _connect = new Option<string?>("--connect")
        {
            Description = $"Gateways of a cluster's silos. Default: the variable {Variable}, or else {(needsCluster ? DefaultGateway : "a silo in this process")}.",
            HelpName = "HOST:PORT,…",
        };
    }

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _connect, _clusterId, _certificate, _key, _ca, _verbose })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether a cluster was named, on the command line or by the variable.</summary>
    public bool IsGiven(ParseResult parsed) => (parsed.GetValue(_connect) ?? Set(Variable)) is not null;

    public ConnectSettings Read(ParseResult parsed)
    {
        string? gateways = parsed.GetValue(_connect) ?? Set(Variable) ?? (_needsCluster ? DefaultGateway : null);
        string clusterId = parsed.GetValue(_clusterId) ?? Set(ClusterIdVariable) ?? new PoolOptions().ClusterId;
        return new ConnectSettings(gateways, clusterId, Tls(parsed), parsed.GetValue(_verbose));
    }

    private static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private PoolTlsOptions? Tls(ParseResult parsed)
    {
        string? certificate = parsed.GetValue(_certificate);
        string? key = parsed.GetValue(_key);
        string? authority = parsed.GetValue(_ca);
        if (certificate is null && key is null && authority is null)
        {
            return null;
        }

        return certificate is not null && authority is not null
            ? new PoolTlsOptions { CertificateFile = certificate, KeyFile = key, AuthorityFile = authority }
            : throw new ToolException(ToolExit.WrongUsage, "TLS needs --tls-certificate and --tls-ca, and --tls-key when the key is in a file of its own.");
    }
}
