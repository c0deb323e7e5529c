using System.Reflection;
using OrleansPool.Sharing;

namespace OrleansPool.Functions;

/// <summary>
/// What is known while one function is encoded or decoded on this thread: which captured variables its lambdas use, what
/// to warn of, and which silo to name. Without a scope closures are written whole.
/// </summary>
internal sealed class EncodingScope : IDisposable
{
    [ThreadStatic]
    private static EncodingScope? Innermost;

    private readonly EncodingScope? _outer = Innermost;
    private readonly HashSet<FieldKey> _used = [];
    private readonly HashSet<MethodBase> _visited = [];
    private readonly List<string> _warnings = [];
    private readonly string? _silo;
    private bool _keepsAll;

    public EncodingScope(string? silo = null, ISharedUser? user = null)
    {
        _silo = silo;
        User = user;
        Innermost = this;
    }

    public static EncodingScope? Current => Innermost;

    /// <summary>The job that takes on the shared values that the function captures, or null.</summary>
    public ISharedUser? User { get; }

    /// <summary>The silo for messages.</summary>
    public static string SiloHere => Innermost?._silo is { } silo ? $"Silo {silo}" : "The silo";

    /// <summary>Grows with each lambda that uses a variable which was not known to be used. What was written before that must be written again.</summary>
    public int Version => _used.Count + (_keepsAll ? 1 : 0);

    public IReadOnlyList<string> Warnings => _warnings;

    public bool Uses(FieldInfo field) => _keepsAll || _used.Contains(FieldKey.Of(field));

    /// <summary>Takes in what a delegate's method uses.</summary>
    public void Visit(MethodInfo method)
    {
        if (!_visited.Add(method))
        {
            return;
        }

        ClosureScan scan = ClosureScanner.Scan(method);
        _used.UnionWith(scan.UsedFields);
        _warnings.AddRange(scan.Warnings.Except(_warnings));
        _keepsAll |= !scan.IsComplete;
    }

    /// <summary>From now on nothing is left out.</summary>
    public void KeepAll() => _keepsAll = true;

    public void Dispose() => Innermost = _outer;
}
