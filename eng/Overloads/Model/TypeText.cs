namespace OrleansPool.Overloads.Model;

/// <summary>Names of types as text.</summary>
internal static class TypeText
{
    /// <summary>A generic name, or the bare name when there are no arguments.</summary>
    public static string Generic(string name, string[] arguments) =>
        arguments.Length == 0 ? name : $"{name}<{string.Join(", ", arguments)}>";

    /// <summary>A type as it is written in a <c>cref</c>: no tuple syntax, no nullable references, braces for brackets.</summary>
    public static string Cref(string type)
    {
        var plain = type == "int?" ? type : type.TrimEnd('?');
        return plain.Replace("(", "ValueTuple<").Replace(")", ">").Replace('<', '{').Replace('>', '}');
    }
}
