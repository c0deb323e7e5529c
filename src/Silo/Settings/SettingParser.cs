using System.Globalization;
using System.Net;
using OrleansPool.Silo.CommandLine;

namespace OrleansPool.Silo.Settings;

/// <summary>Reads values and gathers what is wrong with them.</summary>
internal sealed class SettingParser(SettingLayers layers)
{
    public List<string> Errors { get; } = [.. layers.Errors];

    public int Number(SiloOption option, int least, int most, int otherwise)
    {
        if (layers.Find(option) is not { } value)
        {
            return otherwise;
        }

        if (int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        Errors.Add($"{value.Source} is '{value.Text}'; it must be a whole number from {least} to {most}.");
        return otherwise;
    }

    public bool Flag(SiloOption option)
    {
        if (layers.Find(option) is not { } value)
        {
            return false;
        }

        if (!bool.TryParse(value.Text, out bool isSet))
        {
            Errors.Add($"{value.Source} is '{value.Text}'; it must be true or false.");
        }

        return isSet;
    }

    public T Choice<T>(SiloOption option, T otherwise)
        where T : struct, Enum
    {
        if (layers.Find(option) is not { } value)
        {
            return otherwise;
        }

        // By name only: Enum.TryParse takes numbers as well.
        foreach (T choice in Enum.GetValues<T>())
        {
            if (choice.ToString().Equals(value.Text, StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        Errors.Add($"{value.Source} is '{value.Text}'; it must be one of {option.Value.Replace("|", ", ", StringComparison.Ordinal)}.");
        return otherwise;
    }

    public IPAddress? Address(SiloOption option)
    {
        if (layers.Find(option) is not { } value)
        {
            return null;
        }

        if (value.Text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(value.Text, out IPAddress? address))
        {
            return address;
        }

        Errors.Add($"{value.Source} is '{value.Text}'; it must be an address of this machine, for example 127.0.0.1, or 0.0.0.0 for all.");
        return null;
    }

    /// <summary>Host and port, with square brackets around the colons of an IPv6 address.</summary>
    public DnsEndPoint? EndPoint(SiloOption option)
    {
        if (layers.Find(option) is not { } value)
        {
            return null;
        }

        int colon = value.Text.LastIndexOf(':');
        if (colon > 0
            && ushort.TryParse(value.Text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            && port > 0
            && Host(value.Text[..colon]) is { } host)
        {
            return new DnsEndPoint(host, port);
        }

        Errors.Add($"{value.Source} is '{value.Text}'; it must be a host and a port, for example 10.0.0.7:11111.");
        return null;
    }

    /// <summary>An address of a server, with http or https.</summary>
    public Uri? Url(SiloOption option)
    {
        if (layers.Find(option) is not { } value)
        {
            return null;
        }

        if (Uri.TryCreate(value.Text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            return url;
        }

        Errors.Add($"{value.Source} is '{value.Text}'; it must be an address with its scheme, for example http://localhost:4317.");
        return null;
    }

    /// <summary>A text that is not blank.</summary>
    public string? Text(SiloOption option)
    {
        if (layers.Find(option) is not { } value)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(value.Text))
        {
            Errors.Add($"{value.Source} is empty.");
        }

        return value.Text.Trim();
    }

    public Dictionary<string, string> Pairs(SiloOption option)
    {
        Dictionary<string, string> pairs = [];
        if (layers.Find(option) is not { } value)
        {
            return pairs;
        }

        foreach (string pair in value.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is not [{ Length: > 0 } name, var text])
            {
                Errors.Add($"{value.Source} has '{pair}'; a label is a name and a value, for example gpu=1.");
            }
            else if (!pairs.TryAdd(name, text))
            {
                Errors.Add($"{value.Source} has the label '{name}' twice.");
            }
        }

        return pairs;
    }

    private static string? Host(string text)
    {
        string host = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        return Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic ? null : host;
    }
}
