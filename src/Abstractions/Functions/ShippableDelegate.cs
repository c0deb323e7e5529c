using System.Reflection;
using OrleansPool.Payloads;

namespace OrleansPool.Functions;

/// <summary>Refuses delegates whose code a silo cannot have.</summary>
internal static class ShippableDelegate
{
    private static readonly bool HasAppFiles = Assembly.GetEntryAssembly() is not { Location: "" };

    public static void ThrowIfNot(Delegate function)
    {
        if (!function.HasSingleTarget)
        {
            throw NotPortableException.Because("A multicast delegate cannot be sent: pass one function.");
        }

        MethodInfo method = function.Method;
        if (method.DeclaringType is not { } type)
        {
            throw NotPortableException.Because(
                "This function was compiled at run time and has no assembly to send. Pass a lambda or a method instead.");
        }

        if (!PortableTypes.IsFramework(type) && ReasonAgainst(type.Assembly, HasAppFiles) is { } reason)
        {
            throw NotPortableException.Because(reason);
        }
    }

    /// <exception cref="FunctionNotShippableException">The app runs without dynamic code, which encoding needs.</exception>
    public static void ThrowIfNoDynamicCode(bool isSupported)
    {
        if (!isSupported)
        {
            throw new FunctionNotShippableException(
                "This app runs with dynamic code disabled (native AOT settings; the default of 'dotnet run app.cs'). "
                + "Add '#:property PublishAot=false'.");
        }
    }

    /// <summary>Why code of the assembly cannot be found again, or null.</summary>
    public static string? ReasonAgainst(Assembly assembly, bool hasAppFiles)
    {
        if (!assembly.IsDynamic && assembly.Location.Length > 0)
        {
            return null;
        }

        string? name = assembly.GetName().Name;
        return assembly.IsDynamic || hasAppFiles
            ? $"Assembly '{name}' was generated at run time, so its code cannot be read back. Put the function in a compiled project."
            : $"Assembly '{name}' has no file on disk (single-file publish?), so its code cannot be sent. "
                + "Publish without PublishSingleFile, or with IncludeAllContentForSelfExtract=true.";
    }
}
