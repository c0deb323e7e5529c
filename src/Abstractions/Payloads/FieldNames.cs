using System.Reflection;

namespace OrleansPool.Payloads;

/// <summary>Names of fields as the user wrote them.</summary>
internal static class FieldNames
{
    private const string CapturedThis = "<>4__this";

    public static bool IsCapturedThis(FieldInfo field) => field.Name == CapturedThis;

    /// <summary>The name in the source, or null for a field that only the compiler knows of.</summary>
    public static string? InSource(FieldInfo field)
    {
        string name = field.Name;
        if (name.StartsWith("CS$<>", StringComparison.Ordinal) || name.StartsWith("$VB$NonLocal_", StringComparison.Ordinal) || IsCapturedThis(field))
        {
            return null;
        }

        if (name.StartsWith("$VB$Local_", StringComparison.Ordinal))
        {
            return name["$VB$Local_".Length..];
        }

        int end = name.IndexOf('>');
        return name.StartsWith('<') && end > 1 ? name[1..end] : name;
    }

    /// <summary>Type and name, but for a captured variable the name alone.</summary>
    public static string Qualified(FieldInfo field)
    {
        string name = InSource(field) ?? field.Name;
        return field.DeclaringType is { } type && !Closures.IsCompilerGenerated(type) ? $"{TypeDisplay.Of(type)}.{name}" : name;
    }
}
