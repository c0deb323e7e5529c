using System.Reflection;
using System.Runtime.CompilerServices;

namespace OrleansPool.Functions;

/// <summary>Names a function for people, as they wrote it: a lambda and a local function by the method that they stand in.</summary>
internal static class FunctionLabel
{
    private const int MostLength = 200;

    private static readonly ConditionalWeakTable<MethodInfo, string> Known = [];

    public static string Of(PoolFunction function) => function.Target?.Method is { } method ? Of(method) : "function";

    public static string Of(MethodInfo method) => Known.GetValue(method, Make);

    private static string Make(MethodInfo method)
    {
        Type? type = method.DeclaringType;
        while (type is { IsNested: true } && type.Name.StartsWith('<'))
        {
            type = type.DeclaringType;
        }

        string owner = type is null ? "" : type.Name.Split('`')[0];
        string name = NameOf(method.Name);
        string label = owner.Length == 0 ? name : $"{owner}.{name}";
        return label.Length <= MostLength ? label : label[..MostLength];
    }

    // <Outer>b__0_1 is a lambda in Outer, <Outer>g__Inner|0_1 a function in it, and <Main>$ a program's own statements.
    private static string NameOf(string name)
    {
        int end = name.LastIndexOf('>');
        if (!name.StartsWith('<') || end < 0)
        {
            return name;
        }

        string outer = name[1..end].Trim('<', '>', '$');
        outer = outer.EndsWith(">$", StringComparison.Ordinal) ? outer[..^2] : outer;
        string rest = name[(end + 1)..].TrimStart('$', '>');
        int inner = rest.IndexOf("g__", StringComparison.Ordinal);
        int bar = rest.IndexOf('|');
        return inner >= 0 && bar > inner ? $"{outer}.{rest[(inner + 3)..bar]}" : $"{outer} (lambda)";
    }
}
