using System.Reflection;

namespace OrleansPool.Payloads;

/// <summary>The instance fields of a type with those of its bases, in the order in which they are declared.</summary>
internal static class TypeLayout
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Largest fingerprint: what fits into two bytes on the wire.</summary>
    private const uint FingerprintMask = 0x3FFF;

    public static FieldInfo[] FieldsOf(Type type)
    {
        var levels = new Stack<Type>();
        for (Type? at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
        {
            levels.Push(at);
        }

        return [.. levels.SelectMany(level => level.GetFields(Declared).OrderBy(field => field.MetadataToken))];
    }

    /// <summary>A short hash of names and types of the fields, equal in all processes whose builds have the same fields.</summary>
    public static uint FingerprintOf(Type type)
    {
        uint hash = 2166136261;
        foreach (FieldInfo field in FieldsOf(type))
        {
            hash = Hash(Hash(Hash(hash, field.DeclaringType!.Name), field.Name), field.FieldType.ToString());
        }

        return (hash ^ (hash >> 14) ^ (hash >> 28)) & FingerprintMask;
    }

    private static uint Hash(uint hash, string text)
    {
        foreach (char c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (hash ^ 0xFFFF) * 16777619;
    }
}
