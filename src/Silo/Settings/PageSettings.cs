using System.Net;
using OrleansPool.Silo.CommandLine;
using OrleansPool.Silo.Page;

namespace OrleansPool.Silo.Settings;

/// <summary>Where the page of the cluster, or Orleans' dashboard, is served, and who may see it.</summary>
/// <param name="Port">Its port.</param>
/// <param name="Listen">What the port is bound to.</param>
/// <param name="Token">The token that was given, or null: the one in the file is used.</param>
/// <param name="TokenFile">A file with the token; made if it is not there.</param>
internal sealed record PageSettings(int Port, IPAddress Listen, string? Token, string TokenFile)
{
    /// <summary>The page; null when none is wanted.</summary>
    public static PageSettings? Read(SettingLayers layers, SettingParser parser) => Read(layers, parser, SiloOptions.PagePort, SiloOptions.PageListen);

    /// <summary>The dashboard; null when none is wanted.</summary>
    public static PageSettings? ReadDashboard(SettingLayers layers, SettingParser parser) => Read(layers, parser, SiloOptions.DashboardPort, SiloOptions.DashboardListen);

    private static PageSettings? Read(SettingLayers layers, SettingParser parser, SiloOption portOption, SiloOption listenOption)
    {
        int port = parser.Number(portOption, 0, ushort.MaxValue, 0);
        IPAddress listen = parser.Address(listenOption) ?? IPAddress.Loopback;
        string? file = parser.Text(SiloOptions.PageTokenFile);
        if (port == 0)
        {
            return null;
        }

        string? given = file is null ? layers.Environment[PageToken.Variable] : null;
        if (given is { Length: < PageToken.LeastLength })
        {
            // Page and dashboard have the same token.
            string error = $"{PageToken.Variable} has {given.Length} characters; it must have at least {PageToken.LeastLength}: openssl rand -hex 24";
            parser.Errors.Remove(error);
            parser.Errors.Add(error);
        }

        return new PageSettings(port, listen, given, file ?? PageToken.DefaultFile);
    }

    /// <summary>What requests have to name.</summary>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    public PageToken MakeToken()
    {
        string token = Token ?? PageToken.ReadOrCreate(TokenFile);
        return token.Length >= PageToken.LeastLength
            ? new PageToken(token)
            : throw new InvalidDataException($"The page's token in {TokenFile} has {token.Length} characters; it must have at least {PageToken.LeastLength}: openssl rand -hex 24");
    }
}
