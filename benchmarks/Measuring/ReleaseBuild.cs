using System.Diagnostics;
using System.Reflection;

namespace OrleansPool.Measuring;

/// <summary>Figures count only of what the compilers have optimized.</summary>
public static class ReleaseBuild
{
    /// <summary>The exit code of a benchmark that was built for debugging.</summary>
    public const int Refused = 2;

    /// <summary>Whether the running program was built for release. Says so on standard error if not.</summary>
    public static bool IsRunning()
    {
        if (Assembly.GetEntryAssembly() is not { } program || Is(program))
        {
            return true;
        }

        Console.Error.WriteLine("This is a debug build; its figures mean nothing. Run with -c Release.");
        return false;
    }

    /// <summary>Whether an assembly was built for release.</summary>
    public static bool Is(Assembly assembly) => assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };
}
