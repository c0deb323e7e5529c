using Microsoft.CodeAnalysis;
using OrleansPool.Payloads;

namespace OrleansPool.Analyzers;

/// <summary>What is known of types of the runtime, of Orleans and of this library, whose private fields nothing may be built on.</summary>
internal static class FrameworkTypes
{
    private static readonly HashSet<string> OwnAssemblies = ["OrleansPool", "OrleansPool.Abstractions", "OrleansPool.Client", "OrleansPool.Grains"];

    // Beside those for which there is something to say, and those that are disposable.
    private static readonly HashSet<string> Refused =
    [
        "System.Collections.Generic.LinkedList`1",
        "System.Collections.Concurrent.ConcurrentBag`1",
        "System.Threading.Channels.ChannelReader`1",
        "System.Threading.Channels.ChannelWriter`1",
        "System.IO.Pipelines.PipeReader",
        "System.IO.Pipelines.PipeWriter",
        "System.Net.Sockets.TcpListener",
        "System.Linq.IQueryable",
        "System.Linq.IQueryable`1",
        "System.Linq.IOrderedQueryable`1",
        "System.Linq.ParallelQuery",
        "System.Linq.ParallelQuery`1",
        "System.Linq.IOrderedEnumerable`1",
        "OrleansPool.ImapResult`1",
    ];

    // Bases with private state of their own. A user's type that derives from one of these cannot go field by field.
    private static readonly HashSet<string> StatefulBases =
    [
        "System.IO.Stream", "System.IO.TextWriter", "System.ComponentModel.Component", "System.Net.Http.HttpMessageInvoker", "System.Net.Http.HttpContent",
        "System.Text.Encoding", "System.Threading.WaitHandle", "System.Threading.Tasks.Task", "System.Threading.CancellationTokenSource", "System.Random",
        "System.Runtime.InteropServices.SafeHandle", "System.Collections.Generic.List`1", "System.Collections.Generic.Dictionary`2",
        "Microsoft.EntityFrameworkCore.DbContext", "Microsoft.Extensions.Hosting.BackgroundService", "Orleans.Grain",
    ];

    public static bool IsFramework(ITypeSymbol type) => type.ContainingAssembly is { } assembly && IsFrameworkAssembly(assembly);

    public static bool IsFrameworkAssembly(IAssemblySymbol assembly)
    {
        string name = assembly.Name;
        bool isOfRuntime = name is "System" or "mscorlib" or "netstandard" or "WindowsBase"
            || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.", StringComparison.Ordinal);
        return isOfRuntime
            ? !assembly.Identity.PublicKeyToken.IsDefaultOrEmpty
            : name == "Orleans" || name.StartsWith("Orleans.", StringComparison.Ordinal) || OwnAssemblies.Contains(name);
    }

    /// <summary>Whether no value of this type of the framework can travel.</summary>
    public static bool IsRefused(ITypeSymbol type)
    {
        if (Chain(type).Any(each => SubstituteTable.ByName.ContainsKey(NameOf(each)) || Refused.Contains(NameOf(each))))
        {
            return true;
        }

        bool isOwn = type.ContainingNamespace?.ToDisplayString().StartsWith("Orleans", StringComparison.Ordinal) == true;
        return type.TypeKind is TypeKind.Class or TypeKind.Struct && !isOwn && type.AllInterfaces.Any(each => NameOf(each) == "System.IDisposable");
    }

    /// <summary>The base of the framework with state of its own, of a user's type; or null.</summary>
    public static ITypeSymbol? StatefulBaseOf(ITypeSymbol type)
    {
        if (!Bases(type).Any(each => StatefulBases.Contains(NameOf(each))))
        {
            return null;
        }

        return Bases(type).FirstOrDefault(IsFramework);
    }

    /// <summary>What to send in the place of values of the type, as <c>Substitutes</c> has it.</summary>
    public static Substitute? SubstituteFor(ITypeSymbol type)
    {
        bool isAsync = Has(type, "System.Collections.Generic.IAsyncEnumerable`1");
        string space = type.ContainingNamespace?.ToDisplayString() ?? "";
        if (space == "System.Linq" || space.StartsWith("System.Linq.Parallel", StringComparison.Ordinal))
        {
            return isAsync ? SubstituteTable.AsyncQuery : SubstituteTable.Query;
        }

        return Find(Bases(type).Prepend(type))
            ?? (isAsync ? SubstituteTable.AsyncItems
                : Has(type, "System.Collections.Generic.IEnumerable`1") ? SubstituteTable.Items
                : Find(type.AllInterfaces));
    }

    public static string NameOf(ITypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        string name = definition.MetadataName;
        for (var outer = definition.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{outer.MetadataName}+{name}";
        }

        return definition.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{name}" : name;
    }

    private static Substitute? Find(IEnumerable<ITypeSymbol> types) =>
        types.Select(each => SubstituteTable.ByName.TryGetValue(NameOf(each), out var found) ? found : null).FirstOrDefault(found => found is not null);

    private static bool Has(ITypeSymbol type, string name) => NameOf(type) == name || type.AllInterfaces.Any(each => NameOf(each) == name);

    private static IEnumerable<ITypeSymbol> Chain(ITypeSymbol type) => Bases(type).Prepend(type).Concat(type.AllInterfaces);

    private static IEnumerable<ITypeSymbol> Bases(ITypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            yield return at;
        }
    }
}
