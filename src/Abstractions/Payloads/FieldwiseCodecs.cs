using System.Reflection;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;

namespace OrleansPool.Payloads;

/// <summary>Makes a <see cref="FieldwiseCodec{T}"/> for each user type that has no codec of its own.</summary>
internal sealed class FieldwiseCodecs(IReadOnlySet<Assembly> known, IFunctionAssemblies functions) : ISpecializableCodec
{
    public bool IsSupportedType(Type type)
    {
        if (type.IsInterface || type.IsAbstract || type.IsPointer || type.IsArray || type.IsEnum || type.ContainsGenericParameters)
        {
            return false;
        }

        if (PortableTypes.IsFunctionPart(type))
        {
            return true;
        }

        if (PortableTypes.IsFramework(type) || typeof(Delegate).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type))
        {
            return false;
        }

        ThrowIfStale(type);
        return functions.Carries(type.Assembly);
    }

    public IFieldCodec GetSpecializedCodec(Type type)
    {
        if (Iterators.IsIterator(type))
        {
            throw NotPortableException.Value(type);
        }

        if (FunctionValues.IsOfFSharp(type))
        {
            // Its type names the code, as a delegate's method does.
            Array.ForEach(type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly), functions.Check);
        }

        ThrowIfBaseNotPortable(type);
        FieldInfo[] fields = TypeLayout.FieldsOf(type);
        Type slotType = typeof(FieldSlot<>).MakeGenericType(type);
        var slots = Array.CreateInstance(slotType, fields.Length);
        for (int at = 0; at < fields.Length; at++)
        {
            slots.SetValue(SlotOf(type, fields[at]), at);
        }

        return (IFieldCodec)Create(typeof(FieldwiseCodec<>).MakeGenericType(type), slots, TypeLayout.FingerprintOf(type));
    }

    private static object SlotOf(Type type, FieldInfo field)
    {
        if (PortableTypes.IsPointer(field.FieldType))
        {
            throw NotPortableException.Because(
                $"Field '{FieldNames.Qualified(field)}' is {TypeDisplay.WithArticle(field.FieldType)} (pointer, handle or ref-like) and cannot be sent. "
                + "Send what it points to as plain data.");
        }

        return Create(typeof(FieldSlot<,>).MakeGenericType(type, field.FieldType), field);
    }

    private static object Create(Type type, params object[] arguments) =>
        Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    private static void ThrowIfBaseNotPortable(Type type)
    {
        for (Type? at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (PortableTypes.IsFramework(at) && !PortableTypes.IsFunctionPart(at) && TypeLayout.FieldsOf(at).Length > 0)
            {
                throw Substitutes.Of(type) is not null ? NotPortableException.Value(type) : NotPortableException.Because(
                    $"Type '{TypeDisplay.Of(type)}' cannot be sent: it derives from '{TypeDisplay.Of(at)}', whose private state is not portable. "
                    + "Give it [GenerateSerializer] and a surrogate, or send plain data.");
            }
        }
    }

    private void ThrowIfStale(Type type)
    {
        if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
            && !known.Contains(type.Assembly)
            && type.Assembly.IsDefined(typeof(TypeManifestProviderAttribute), inherit: false))
        {
            throw new StaleEngineException(type);
        }
    }
}
