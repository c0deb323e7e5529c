using System.Collections.Concurrent;
using System.Reflection;
using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Packages;

/// <summary>The assemblies of user code that a function names: that of its method, and those of its item's and its result's type.</summary>
internal static class FunctionRoots
{
    private static readonly ConcurrentDictionary<(MethodInfo? Method, Type Item, Type Result), CodeRoots> Known = new();

    public static CodeRoots Of(PoolFunction function) => Known.GetOrAdd(
        (function.Target?.Method, function.ItemType, function.ResultType),
        static key => CodeRoots.Of(Find(key.Method, key.Item, key.Result), key.Method));

    /// <summary>The assemblies that a type needs.</summary>
    public static CodeRoots Of(Type type)
    {
        HashSet<Assembly> found = [];
        Add(type, found);
        return CodeRoots.Of(found, null);
    }

    private static HashSet<Assembly> Find(MethodInfo? method, Type item, Type result)
    {
        HashSet<Assembly> found = [];
        if (method is not null)
        {
            Add(method.DeclaringType, found);
            foreach (Type argument in method.GetGenericArguments())
            {
                Add(argument, found);
            }
        }

        Add(item, found);
        Add(result, found);
        return found;
    }

    private static void Add(Type? type, HashSet<Assembly> found)
    {
        if (type is null)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(type.GetElementType(), found);
            return;
        }

        if (!PortableTypes.IsFramework(type))
        {
            found.Add(type.Assembly);
        }

        foreach (Type argument in type.GetGenericArguments())
        {
            Add(argument, found);
        }
    }
}
