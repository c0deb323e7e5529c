using System.Net;
using OrleansPool.Silo.CommandLine;

namespace OrleansPool.Silo.Settings;

/// <summary>The part of the settings that says how the silos find each other.</summary>
internal sealed record ClusterSettings(ClusterKind Kind, string? Name, DnsEndPoint? Primary, string? Store, string? Advertise)
{
    private const string LoopbackText = "127.0.0.1";

    private static readonly string[] PodVariables = ["POD_NAME", "POD_NAMESPACE", "POD_IP"];

    /// <summary>What a user may choose; <see cref="Kubernetes"/> is a store with the identity of the pod.</summary>
    private enum Choice
    {
        Localhost,
        Redis,
        AdoNet,
        Kubernetes,
    }

    public static ClusterSettings Read(SettingLayers layers, SettingParser parser)
    {
        Choice choice = parser.Choice(SiloOptions.Cluster, Choice.Localhost);
        string? advertise = parser.Text(SiloOptions.Advertise);
        if (IPAddress.TryParse(advertise, out IPAddress? all) && (all.Equals(IPAddress.Any) || all.Equals(IPAddress.IPv6Any)))
        {
            parser.Errors.Add($"--advertise is {advertise}, which stands for all addresses of a machine and is none that others can connect to. Give the one that they use; --listen takes {advertise}.");
        }

        DnsEndPoint? primary = parser.EndPoint(SiloOptions.Primary);
        string? redis = StoreText.Redis(layers.Find(SiloOptions.Redis), parser.Errors);
        string? adoNet = StoreText.AdoNet(layers.Find(SiloOptions.ConnectionString), parser.Errors);

        Refuse(layers, parser, SiloOptions.Primary, choice is not Choice.Localhost, choice);
        Refuse(layers, parser, SiloOptions.Redis, choice is Choice.Localhost or Choice.AdoNet, choice);
        Refuse(layers, parser, SiloOptions.ConnectionString, choice is Choice.Localhost or Choice.Redis, choice);
        Require(layers, parser, SiloOptions.Redis, choice is Choice.Redis, choice);
        Require(layers, parser, SiloOptions.ConnectionString, choice is Choice.AdoNet, choice);

        return choice switch
        {
            Choice.Redis => new(ClusterKind.Redis, null, null, redis, advertise),
            Choice.AdoNet => new(ClusterKind.AdoNet, null, null, adoNet, advertise),
            Choice.Kubernetes => Pod(layers, parser, redis, adoNet, advertise),
            _ => new(ClusterKind.Localhost, null, primary, null, advertise ?? LoopbackText),
        };
    }

    private static ClusterSettings Pod(SettingLayers layers, SettingParser parser, string? redis, string? adoNet, string? advertise)
    {
        if (layers.Find(SiloOptions.Redis) is null == layers.Find(SiloOptions.ConnectionString) is null)
        {
            parser.Errors.Add("--cluster kubernetes needs a store: either --redis or --connection-string.");
        }

        Dictionary<string, string?> pod = PodVariables.ToDictionary(name => name, name => layers.Environment[name]);
        string[] missing = [.. pod.Where(variable => string.IsNullOrWhiteSpace(variable.Value)).Select(variable => variable.Key)];
        if (missing.Length > 0)
        {
            parser.Errors.Add(
                $"--cluster kubernetes needs {string.Join(", ", missing)} in the environment, from the downward API: metadata.name, metadata.namespace and status.podIP.");
        }

        ClusterKind kind = adoNet is null ? ClusterKind.Redis : ClusterKind.AdoNet;
        return new(kind, $"{pod["POD_NAMESPACE"]}/{pod["POD_NAME"]}", null, redis ?? adoNet, advertise ?? pod["POD_IP"]);
    }

    private static void Refuse(SettingLayers layers, SettingParser parser, SiloOption option, bool isOutOfPlace, Choice choice)
    {
        if (isOutOfPlace && layers.Find(option) is { } value)
        {
            parser.Errors.Add($"{value.Source} has no meaning with --cluster {Text(choice)}. Leave it out, or choose another --cluster.");
        }
    }

    private static void Require(SettingLayers layers, SettingParser parser, SiloOption option, bool isNeeded, Choice choice)
    {
        if (isNeeded && layers.Find(option) is null)
        {
            parser.Errors.Add($"--cluster {Text(choice)} needs --{option.Name} {option.Value}.");
        }
    }

    private static string Text(Choice choice) => choice.ToString().ToLowerInvariant();
}
