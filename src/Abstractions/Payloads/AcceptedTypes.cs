using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.Loader;

namespace OrleansPool.Payloads;

/// <summary>
/// Which types a silo may name in what a client reads: the framework's, those of given assemblies and of what these refer to, and those that their author
/// marked as made for travelling. Never functions.
/// </summary>
internal sealed class AcceptedTypes
{
    private readonly FrozenSet<string> _roots;
    private readonly Lazy<FrozenSet<string>> _closure;

    /// <param name="roots">Assemblies of the function, of its result and the like.</param>
    public AcceptedTypes(IEnumerable<Assembly> roots)
    {
        Assembly[] all = [.. roots];
        _roots = all.Select(NameOf).ToFrozenSet();
        _closure = new(() => Walk(all));
    }

    /// <summary>Nothing but the framework's own.</summary>
    public static AcceptedTypes Framework { get; } = new([]);

    /// <summary>Whether types of an assembly of that name may be looked for, which may load it.</summary>
    public bool HasAssembly(string name) => _roots.Contains(name) || PortableTypes.IsNamedAsFramework(name) || _closure.Value.Contains(name);

    /// <summary>Whether a value of the type may be read.</summary>
    public bool Has(Type type)
    {
        if (type.HasElementType)
        {
            return Has(type.GetElementType()!);
        }

        if (typeof(Delegate).IsAssignableFrom(type) || PortableTypes.IsFunctionPart(type) || !type.GetGenericArguments().All(Has))
        {
            return false;
        }

        return PortableTypes.IsFramework(type)
            || type.IsGenericParameter
            || _roots.Contains(NameOf(type.Assembly))
            || _closure.Value.Contains(NameOf(type.Assembly))
            || (this != Framework && type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));
    }

    private static string NameOf(Assembly assembly) => assembly.GetName().Name ?? "";

    private static FrozenSet<string> Walk(Assembly[] roots)
    {
        HashSet<string> known = [.. roots.Select(NameOf)];
        var open = new Queue<Assembly>(roots.Where(root => !PortableTypes.IsFramework(root)));
        while (open.TryDequeue(out Assembly? assembly))
        {
            foreach (AssemblyName referred in assembly.GetReferencedAssemblies())
            {
                if (!PortableTypes.IsNamedAsFramework(referred.Name ?? "") && known.Add(referred.Name ?? "") && Find(assembly, referred) is { } found)
                {
                    open.Enqueue(found);
                }
            }
        }

        return known.ToFrozenSet();
    }

    private static Assembly? Find(Assembly from, AssemblyName name)
    {
        try
        {
            return (AssemblyLoadContext.GetLoadContext(from) ?? AssemblyLoadContext.Default).LoadFromAssemblyName(name);
        }
        catch (Exception missing) when (missing is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // It is referred to and not there: then none of its types can be named either.
            return null;
        }
    }
}
