using System.Runtime.CompilerServices;

namespace OrleansPool.Payloads;

/// <summary>Classes that compilers make for the variables that lambdas capture.</summary>
internal static class Closures
{
    // Weak: a type that is known here can be unloaded all the same.
    private static readonly ConditionalWeakTable<Type, StrongBox<bool>> WithoutState = new();

    /// <summary>A class that holds captured variables, of all lambdas of one scope together.</summary>
    public static bool IsClosure(Type type) =>
        type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal) || type.Name.StartsWith("_Closure$__", StringComparison.Ordinal);

    /// <summary>Whether a delegate's target is what a lambda that captures nothing hangs on, an object without fields: a new one does there.</summary>
    public static bool IsStateless(object target) => WithoutState.GetValue(
        target.GetType(),
        static type => new StrongBox<bool>(IsCompilerGenerated(type) && !IsClosure(type) && TypeLayout.FieldsOf(type).Length == 0)).Value;

    public static bool IsCompilerGenerated(Type type) =>
        type.Name.StartsWith('<') || IsClosure(type) || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
