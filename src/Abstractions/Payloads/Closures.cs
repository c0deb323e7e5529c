using System.Runtime.CompilerServices;

namespace OrleansPool.Payloads;

/// <summary>Classes that compilers make for the variables that lambdas capture.</summary>
internal static class Closures
{
    /// <summary>A class that holds captured variables, of all lambdas of one scope together.</summary>
    public static bool IsClosure(Type type) =>
        type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal) || type.Name.StartsWith("_Closure$__", StringComparison.Ordinal);

    public static bool IsCompilerGenerated(Type type) =>
        type.Name.StartsWith('<') || IsClosure(type) || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
