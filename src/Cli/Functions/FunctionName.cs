using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Functions;

/// <summary>A method as it is written: <c>Type.Method</c>, or <c>Type.Method(int, string)</c> where there are several.</summary>
/// <param name="Type">The type, with its namespace or without.</param>
/// <param name="Method">The method.</param>
/// <param name="Parameters">The types of its parameters as in C#, or null when they are not given.</param>
internal sealed record FunctionName(string Type, string Method, IReadOnlyList<string>? Parameters)
{
    /// <exception cref="ToolException">It is not written like that.</exception>
    public static FunctionName Parse(string text)
    {
        string name = text.Trim();
        string[]? parameters = null;
        int open = name.IndexOf('(');
        if (open >= 0 && name.EndsWith(')'))
        {
            parameters = [.. Split(name[(open + 1)..^1])];
            name = name[..open].TrimEnd();
        }

        int dot = name.LastIndexOf('.');
        return dot > 0 && dot < name.Length - 1
            ? new FunctionName(name[..dot], name[(dot + 1)..], parameters)
            : throw new ToolException(ToolExit.NoFunction, $"'{text}' is not a method. Write TYPE.METHOD, such as Maths.Square, or with parameters, 'Maths.Square(int)'.");
    }

    public override string ToString() => $"{Type}.{Method}{(Parameters is null ? "" : $"({string.Join(", ", Parameters)})")}";

    /// <summary>Splits at commas, but not at those of generic types and arrays.</summary>
    private static IEnumerable<string> Split(string text)
    {
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.Length; at++)
        {
            depth += text[at] is '<' or '[' or '(' ? 1 : text[at] is '>' or ']' or ')' ? -1 : 0;
            if (text[at] == ',' && depth == 0)
            {
                yield return text[start..at].Trim();
                start = at + 1;
            }
        }

        if (text.AsSpan(start).Trim() is { Length: > 0 } last)
        {
            yield return last.ToString();
        }
    }
}
