namespace OrleansPool.Processes;

/// <summary>Where a silo runs.</summary>
/// <param name="Address">The address under which others reach it.</param>
/// <param name="Launcher">What its command line begins with, for one in a network of its own.</param>
internal sealed record SiloHost(string Address, IReadOnlyList<string> Launcher)
{
    /// <summary>This machine.</summary>
    public static SiloHost Loopback { get; } = new("127.0.0.1", []);
}
