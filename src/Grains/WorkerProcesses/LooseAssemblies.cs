using OrleansPool.Payloads;

namespace OrleansPool.WorkerProcesses;

/// <summary>
/// Files of assemblies that were loaded here and that the application does not have by itself: plug-ins, and what a silo was told to load. A worker's
/// process finds them by these.
/// </summary>
internal sealed class LooseAssemblies
{
    private static readonly HashSet<string> Own = [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty).Split(Path.PathSeparator)];

    private static int Loads;

    private readonly HashSet<string> _known = [];
    private int _seen = -1;

    static LooseAssemblies() => AppDomain.CurrentDomain.AssemblyLoad += static (_, _) => Interlocked.Increment(ref Loads);

    /// <summary>All that there are now.</summary>
    public static string[] All() => [.. HomeAssemblies.Loaded
        .Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0 && !Own.Contains(assembly.Location))
        .Select(assembly => assembly.Location)
        .Distinct()];

    /// <summary>The other side knows these.</summary>
    public void Know(string[] files) => _known.UnionWith(files);

    /// <summary>Those that the other side does not know, which it is told by this.</summary>
    public string[] TakeNew()
    {
        int loaded = Volatile.Read(ref Loads);
        if (loaded == _seen)
        {
            return [];
        }

        _seen = loaded;
        return [.. All().Where(_known.Add)];
    }
}
