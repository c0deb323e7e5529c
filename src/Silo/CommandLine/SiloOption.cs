namespace OrleansPool.Silo.CommandLine;

/// <summary>One option of the silo, wherever it is set.</summary>
/// <param name="Name">As on the command line, without its dashes.</param>
/// <param name="Value">What stands for its value in the help.</param>
/// <param name="Default">The default, in words.</param>
/// <param name="Description">What it does.</param>
/// <param name="IsList">Whether it may be given several times.</param>
internal sealed record SiloOption(string Name, string Value, string Default, string Description, bool IsList = false)
{
    /// <summary>As in a configuration file or the environment: without case, dashes and underscores.</summary>
    public string Key { get; } = KeyOf(Name);

    public static string KeyOf(string name) => name.Replace("-", string.Empty, StringComparison.Ordinal)
        .Replace("_", string.Empty, StringComparison.Ordinal)
        .ToUpperInvariant();
}
