using System.Reflection;

namespace OrleansPool.Packages;

/// <summary>The assemblies of user code that a function or a type names.</summary>
/// <param name="Assemblies">The assemblies.</param>
/// <param name="Names">The same as silos are told of them.</param>
/// <param name="Method">The function's method, for people.</param>
internal sealed record CodeRoots(IReadOnlyList<Assembly> Assemblies, CodeRoot[] Names, string? Method)
{
    public bool IsEmpty => Names.Length == 0;

    public static CodeRoots Of(IEnumerable<Assembly> assemblies, MethodInfo? method)
    {
        Assembly[] all = [.. assemblies];
        return new CodeRoots(all, Array.ConvertAll(all, RootOf), method is null ? null : $"{method.DeclaringType?.FullName}.{method.Name}");
    }

    /// <summary>An assembly as silos are told of it.</summary>
    public static CodeRoot RootOf(Assembly assembly) => new(assembly.GetName().Name!, assembly.ManifestModule.ModuleVersionId);
}
