using System.Collections.Concurrent;
using System.Reflection;
using OrleansPool.Functions;

namespace OrleansPool.Payloads;

/// <summary>Which types go field by field: those of user code, and the few of this library that hold a function.</summary>
internal static class PortableTypes
{
    private static readonly ConcurrentDictionary<Assembly, bool> Framework = new();
    private static readonly string[] OwnAssemblies = ["OrleansPool", "OrleansPool.Abstractions", "OrleansPool.Client", "OrleansPool.Grains"];

    /// <summary>Whether private fields of the type differ between versions that may be mixed: the runtime, Orleans, this library.</summary>
    public static bool IsFramework(Type type) => IsFramework(type.Assembly);

    public static bool IsFramework(Assembly assembly) => Framework.GetOrAdd(assembly, Inspect);

    /// <summary>Whether the type holds a function of a job and is written field by field though it is this library's.</summary>
    public static bool IsFunctionPart(Type type)
    {
        if (type.Assembly != typeof(PoolFunction).Assembly)
        {
            return false;
        }

        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (at == typeof(PoolFunction) || (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(ItemCall<,>)))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsPointer(Type type) =>
        type.IsPointer || type.IsFunctionPointer || type.IsByRefLike || type == typeof(nint) || type == typeof(nuint);

    /// <summary>Whether an assembly of that name may be one of the framework, to be looked at when it is there.</summary>
    public static bool IsNamedAsFramework(string name) =>
        name is "System" or "mscorlib" or "netstandard" or "WindowsBase" or "Orleans"
        || name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name.StartsWith("Orleans.", StringComparison.Ordinal)
        || OwnAssemblies.Contains(name);

    private static bool Inspect(Assembly assembly)
    {
        AssemblyName name = assembly.GetName();
        string simple = name.Name ?? "";
        if (OwnAssemblies.Contains(simple))
        {
            return true;
        }

        if (simple == "Orleans" || simple.StartsWith("Orleans.", StringComparison.Ordinal))
        {
            return assembly.GetCustomAttribute<AssemblyProductAttribute>()?.Product.Contains("Orleans", StringComparison.Ordinal) == true
                && assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company.StartsWith("Microsoft", StringComparison.Ordinal) == true;
        }

        return IsNamedAsFramework(simple) && name.GetPublicKeyToken() is { Length: > 0 };
    }
}
