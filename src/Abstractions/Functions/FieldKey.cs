using System.Reflection;

namespace OrleansPool.Functions;

/// <summary>A field as it is declared, whatever the generic arguments of its class.</summary>
internal readonly record struct FieldKey(Module Module, int Token)
{
    public static FieldKey Of(FieldInfo field) => new(field.Module, field.MetadataToken);
}
