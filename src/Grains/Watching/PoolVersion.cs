using System.Reflection;

namespace OrleansPool.Watching;

/// <summary>The version of this library, as people know it.</summary>
internal static class PoolVersion
{
    /// <summary>Without the commit that the build adds.</summary>
    public static string Text { get; } =
        typeof(PoolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
