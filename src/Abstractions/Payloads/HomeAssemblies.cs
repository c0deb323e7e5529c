using System.Reflection;
using System.Runtime.Loader;

namespace OrleansPool.Payloads;

/// <summary>
/// The assemblies that this copy of the library works with: those of its own load context, and on a silo or a client none of the code
/// packages, whose types are for nobody else although they may have the same names.
/// </summary>
internal static class HomeAssemblies
{
    /// <summary>What the names of the packages' load contexts begin with.</summary>
    public const string PackagePrefix = "OrleansPool package ";

    private static readonly AssemblyLoadContext Context =
        AssemblyLoadContext.GetLoadContext(typeof(HomeAssemblies).Assembly) ?? AssemblyLoadContext.Default;

    /// <summary>Whether this copy of the library belongs to a code package.</summary>
    public static bool IsPackage { get; } = IsPackageContext(Context);

    public static IEnumerable<Assembly> Loaded => IsPackage ? Context.Assemblies : AppDomain.CurrentDomain.GetAssemblies().Where(IsHome);

    /// <summary>Whether this copy of the library works with an assembly.</summary>
    public static bool IsHome(Assembly assembly)
    {
        AssemblyLoadContext? context = AssemblyLoadContext.GetLoadContext(assembly);
        return IsPackage ? context == Context : !IsPackageContext(context);
    }

    /// <summary>The assembly of that name, loaded if need be; null when there is none.</summary>
    public static Assembly? Load(AssemblyName name)
    {
        try
        {
            return Context.LoadFromAssemblyName(name);
        }
        catch (Exception missing) when (missing is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>The type of that name, as Orleans writes it; null when there is none.</summary>
    public static Type? Resolve(string name) => Type.GetType(name, Find, null, throwOnError: false)
        ?? Loaded.Where(static assembly => !assembly.IsDynamic).Select(assembly => assembly.GetType(name)).FirstOrDefault(static type => type is not null);

    private static Assembly? Find(AssemblyName name) => Load(name) ?? Loaded.FirstOrDefault(assembly => assembly.GetName().Name == name.Name);

    private static bool IsPackageContext(AssemblyLoadContext? context) => context?.Name?.StartsWith(PackagePrefix, StringComparison.Ordinal) == true;
}
