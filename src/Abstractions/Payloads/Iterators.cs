using System.Collections;
using System.Text.RegularExpressions;

namespace OrleansPool.Payloads;

/// <summary>
/// Objects that compilers make for methods with yield. Their fields could be sent, but the method would run where they arrive, with the statics,
/// files and clock that are there, and each time they are read: a result would not have been computed on the silo at all.
/// </summary>
internal static partial class Iterators
{
    public static bool IsIterator(Type type) =>
        type is { IsClass: true, IsNested: true } && (IsAsynchronous(type) || typeof(IEnumerator).IsAssignableFrom(type)) && Closures.IsCompilerGenerated(type);

    /// <summary>What it is, in terms of its source.</summary>
    public static string Describe(Type type)
    {
        string kind = IsAsynchronous(type) ? "an asynchronous iterator" : "an iterator";
        return MethodOf(type) is { } name ? $"{kind} (the method {name}, with yield)" : $"{kind} (a method with yield)";
    }

    /// <summary>The method that it was made for, or null.</summary>
    public static string? MethodOf(Type type) => MethodName().Match(type.Name) is { Success: true } match ? match.Groups["name"].Value : null;

    public static bool IsAsynchronous(Type type) => Array.Exists(
        type.GetInterfaces(),
        each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IAsyncEnumerator<>));

    // C#: <Name>d__1, of a local function <<Outer>g__Name|1_0>d; Visual Basic: VB$StateMachine_1_Name.
    [GeneratedRegex(@"g__(?<name>\w+)\||^<(?<name>\w+)>d|^VB\$StateMachine_\d+_(?<name>\w+)")]
    private static partial Regex MethodName();
}
