namespace OrleansPool.SiloTests.Deploy;

/// <summary>The command line of Redis.</summary>
internal static class StoreCommand
{
    /// <summary>Whether it writes each change to a folder before it answers.</summary>
    public static bool Keeps(IList<string> command, string folder) =>
        Value(command, "--appendonly") == "yes" && Value(command, "--appendfsync") == "always" && Value(command, "--dir") == folder;

    private static string Value(IList<string> command, string option) => command[command.IndexOf(option) + 1];
}
