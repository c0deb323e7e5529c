using System.Net;
using OrleansPool.Silo.CommandLine;
using OrleansPool.Silo.Page;

namespace OrleansPool.Silo.Settings;

/// <summary>Where the page of the cluster is served, and who may see it.</summary>
/// <param name="Port">Its port.</param>
/// <param name="Listen">What the port is bound to.</param>
/// <param name="Token">The token that was given, or null: the one in the file is used.</param>
/// <param name="TokenFile">A file with the token; made if it is not there.</param>
internal sealed record PageSettings(int Port, IPAddress Listen, string? Token, string TokenFile)
{
    /// <summary>Null when no page is wanted.</summary>
    public static PageSettings? Read(SettingLayers layers, SettingParser parser)
    {
        int port = parser.Number(SiloOptions.PagePort, 0, ushort.MaxValue, 0);
        IPAddress listen = parser.Address(SiloOptions.PageListen) ?? IPAddress.Loopback;
        string? file = parser.Text(SiloOptions.PageTokenFile);
        if (port == 0)
        {
            return null;
        }

        string? given = file is null ? layers.Environment[PageToken.Variable] : null;
        if (given is { Length: < PageToken.LeastLength })
        {
            parser.Errors.Add($"{PageToken.Variable} has {given.Length} characters; it must have at least {PageToken.LeastLength}: openssl rand -hex 24");
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
