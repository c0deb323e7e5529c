using OrleansPool.Silo.CommandLine;

namespace OrleansPool.Silo.Settings;

/// <summary>The part of the settings that says how connections are secured.</summary>
/// <param name="Certificate">The file with the certificate.</param>
/// <param name="Key">That with the key, or null when it is the same.</param>
/// <param name="Authority">That with the authority's certificate.</param>
/// <param name="SiloName">The name by which silos are known.</param>
/// <param name="Clients">The names of clients that are let in; empty for all.</param>
internal sealed record TlsSettings(string Certificate, string? Key, string Authority, string SiloName, IReadOnlyList<string> Clients)
{
    /// <summary>Options that mean nothing without a certificate: who sets one of them alone would run without TLS and not know.</summary>
    private static readonly SiloOption[] Dependent = [SiloOptions.TlsKey, SiloOptions.TlsCa, SiloOptions.TlsSiloName, SiloOptions.TlsClients];

    public static TlsSettings? Read(SettingLayers layers, SettingParser parser)
    {
        if (layers.Find(SiloOptions.TlsCertificate) is not { } certificate)
        {
            parser.Errors.AddRange(Dependent
                .Select(layers.Find)
                .OfType<SettingValue>()
                .Select(value => $"{value.Source} needs --{SiloOptions.TlsCertificate.Name} FILE; without it there is no TLS."));
            return null;
        }

        if (layers.Find(SiloOptions.TlsCa) is null)
        {
            parser.Errors.Add($"{certificate.Source} needs --{SiloOptions.TlsCa.Name} FILE, with the certificate of the authority.");
        }

        return new TlsSettings(
            File(SiloOptions.TlsCertificate, layers, parser) ?? "",
            File(SiloOptions.TlsKey, layers, parser),
            File(SiloOptions.TlsCa, layers, parser) ?? "",
            layers.Find(SiloOptions.TlsSiloName) is { } name ? Name(name, name.Text, parser) : SiloOptions.DefaultTlsSiloName,
            layers.Find(SiloOptions.TlsClients) is { } clients
                ? [.. clients.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(each => Name(clients, each, parser))]
                : []);
    }

    private static string? File(SiloOption option, SettingLayers layers, SettingParser parser)
    {
        if (layers.Find(option) is not { } value)
        {
            return null;
        }

        if (!System.IO.File.Exists(value.Text))
        {
            parser.Errors.Add($"{value.Source} {value.Text} does not exist. Seen from {Environment.CurrentDirectory}.");
        }

        return value.Text;
    }

    private static string Name(SettingValue source, string name, SettingParser parser)
    {
        if (Uri.CheckHostName(name) != UriHostNameType.Dns)
        {
            parser.Errors.Add($"{source.Source} has '{name}', which is no DNS name.");
        }

        return name;
    }
}
