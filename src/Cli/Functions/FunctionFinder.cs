using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Functions;

/// <summary>Finds the one static method that a name means, or says what there is instead.</summary>
internal static class FunctionFinder
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <exception cref="ToolException">There is none, or several, or what it needs is not there.</exception>
    public static FunctionShape Find(UserAssembly assembly, string text)
    {
        try
        {
            return Search(assembly, text);
        }
        catch (Exception error) when (error is IOException or TypeLoadException or BadImageFormatException)
        {
            throw assembly.Lacks(error);
        }
    }

    private static FunctionShape Search(UserAssembly assembly, string text)
    {
        FunctionName name = FunctionName.Parse(text);
        Type[] types = [.. assembly.Types().Where(type => FullName(type) == name.Type)];
        if (types.Length == 0)
        {
            types = [.. assembly.Types().Where(type => FullName(type).EndsWith($".{name.Type}", StringComparison.Ordinal))];
        }

        MethodInfo[] methods = [.. types.SelectMany(type => type.GetMethods(Static)).Where(method => method.Name == name.Method)];
        if (methods.Length == 0)
        {
            throw Wrong(NotFound(assembly, name, types));
        }

        MethodInfo[] chosen = name.Parameters is null ? methods : [.. methods.Where(method => Takes(method, name.Parameters))];
        if (chosen.Length == 0)
        {
            throw Wrong($"{name} is not in {assembly.Text}. There is: {ListOf(methods)}.");
        }

        chosen = WithoutTokenTwins(chosen);
        if (chosen.Length > 1)
        {
            throw Wrong($"{name} is ambiguous in {assembly.Text}: {ListOf(chosen)}. Name one with its parameters, in quotes: '{FunctionShape.NameOf(chosen[0])}'.");
        }

        return FunctionShape.Of(chosen[0]);
    }

    private static string FullName(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    private static bool Takes(MethodInfo method, IReadOnlyList<string> parameters)
    {
        string[] own = [.. method.GetParameters().Select(parameter => FunctionShape.Of(parameter.ParameterType))];
        return own.SequenceEqual(parameters) || (own is [.., nameof(CancellationToken)] && own[..^1].SequenceEqual(parameters));
    }

    /// <summary>Of two that differ in a token only, the one that takes it.</summary>
    private static MethodInfo[] WithoutTokenTwins(MethodInfo[] methods)
    {
        string[] withToken = [.. methods.Select(Signature).Where(signature => signature.EndsWith($",{nameof(CancellationToken)}", StringComparison.Ordinal))];
        return [.. methods.Where(method => !withToken.Contains($"{Signature(method)},{nameof(CancellationToken)}"))];
    }

    private static string Signature(MethodInfo method) =>
        $"{method.DeclaringType}:{string.Concat(method.GetParameters().Select(parameter => $",{FunctionShape.Of(parameter.ParameterType)}"))}";

    private static string NotFound(UserAssembly assembly, FunctionName name, Type[] types)
    {
        MethodInfo? instance = types.SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .FirstOrDefault(method => method.Name == name.Method);
        if (instance is not null)
        {
            return $"{FunctionShape.NameOf(instance)} is not static, and only static methods can be run from here. Make it static, or write a static method that makes the object.";
        }

        string[] all = [.. assembly.Types().SelectMany(Functions).Select(method => $"{FunctionShape.TypeName(method.DeclaringType!)}.{method.Name}").Distinct()];
        string[] near = NearNames.Of($"{name.Type}.{name.Method}", all);
        string there = near.Length > 0 ? $"Did you mean {string.Join(", ", near)}?"
            : all.Length > 0 ? $"It has {all.Length} static methods, such as {string.Join(", ", all.Take(3))}."
            : "It has no static methods.";
        return $"There is no static method {name.Type}.{name.Method} in {assembly.Text}. {assembly.Lack ?? there}";
    }

    private static IEnumerable<MethodInfo> Functions(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Name.Contains('<')
        ? []
        : type.GetMethods(Static).Where(method => !method.IsSpecialName && !method.Name.Contains('<'));

    private static string ListOf(MethodInfo[] methods) => string.Join(", ", methods.Select(FunctionShape.NameOf));

    private static ToolException Wrong(string message) => new(ToolExit.NoFunction, message);
}
