using System.Reflection;
using System.Runtime.CompilerServices;

namespace OrleansPool.Payloads;

/// <summary>Whether items of a type travel as memory.</summary>
internal static class RawLayout
{
    private static readonly MethodInfo ContainsReferences =
        typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.IsReferenceOrContainsReferences))!;

    /// <summary>True for types without references, pointers or handles.</summary>
    public static bool IsRaw<T>() => Cache<T>.IsRaw;

    /// <summary>The same for a type that is known only now.</summary>
    public static bool IsRaw(Type type) =>
        type.IsValueType
        && !type.IsByRefLike
        && !(bool)ContainsReferences.MakeGenericMethod(type).Invoke(null, null)!
        && !HasPointer(type);

    /// <summary>A hash of the layout of a user's type that travels as memory; 0 for all others.</summary>
    public static uint FingerprintOf(Type type) =>
        type.IsValueType && !type.IsPrimitive && !type.IsEnum && !PortableTypes.IsFramework(type) ? TypeLayout.FingerprintOf(type) : 0;

    private static bool HasPointer(Type type)
    {
        if (type.IsPointer || type.IsFunctionPointer || type == typeof(nint) || type == typeof(nuint))
        {
            return true;
        }

        if (type.IsPrimitive || type.IsEnum)
        {
            return false;
        }

        return type
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(field => HasPointer(field.FieldType));
    }

    private static class Cache<T>
    {
        public static readonly bool IsRaw = !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && !HasPointer(typeof(T));
    }
}
