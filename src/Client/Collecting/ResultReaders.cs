using System.Collections.Concurrent;
using System.Reflection;
using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Collecting;

/// <summary>
/// Makes what reads the results of a pool's jobs. A silo may name types of the function's assembly and of the result's, and of what these
/// refer to; jobs with the same assemblies share a reader.
/// </summary>
internal sealed class ResultReaders
{
    private static readonly ConcurrentDictionary<string, PayloadSerializer> ByAssemblies = new();

    private readonly ConcurrentDictionary<(MethodInfo? Method, Type? Target, Type Item, Type Result), PayloadSerializer> _byJob = new();
    private readonly Assembly[] _always;

    public ResultReaders(PoolOptions options)
    {
        var always = new HashSet<Assembly>(options.ResultAssemblies);
        foreach (Delegate function in new[] { options.Initializer, options.Finalizer }.OfType<Delegate>())
        {
            AddFunction(always, function.Method, function.Target?.GetType());
        }

        _always = [.. always];
    }

    /// <summary>For what the pool's workers give that belongs to no job.</summary>
    public PayloadSerializer OfWorkers => Of(_always);

    /// <summary>For results and failures of a job.</summary>
    public PayloadSerializer Of(PoolFunction function) => _byJob.GetOrAdd(
        (function.Target?.Method, function.Target?.Target?.GetType(), function.ItemType, function.ResultType),
        static (job, always) =>
        {
            var roots = new HashSet<Assembly>(always);
            if (job.Method is { } method)
            {
                AddFunction(roots, method, job.Target);
            }

            AddType(roots, job.Item);
            AddType(roots, job.Result);
            return Of(roots);
        },
        _always);

    private static PayloadSerializer Of(IReadOnlyCollection<Assembly> roots)
    {
        Assembly[] own = [.. roots.Where(assembly => !PortableTypes.IsFramework(assembly))];
        string key = string.Join('|', own.Select(assembly => $"{assembly.FullName}, {assembly.ManifestModule.ModuleVersionId}").Order(StringComparer.Ordinal));
        return ByAssemblies.GetOrAdd(key, static (_, own) => PayloadSerializer.ForResults(new AcceptedTypes(own)), own);
    }

    private static void AddFunction(HashSet<Assembly> roots, MethodInfo method, Type? target)
    {
        roots.Add(method.Module.Assembly);
        AddType(roots, method.DeclaringType);
        AddType(roots, target);
        foreach (Type argument in method.GetGenericArguments())
        {
            AddType(roots, argument);
        }
    }

    private static void AddType(HashSet<Assembly> roots, Type? type)
    {
        if (type is null)
        {
            return;
        }

        if (type.HasElementType)
        {
            AddType(roots, type.GetElementType());
            return;
        }

        roots.Add(type.Assembly);
        foreach (Type argument in type.GetGenericArguments())
        {
            AddType(roots, argument);
        }
    }
}
