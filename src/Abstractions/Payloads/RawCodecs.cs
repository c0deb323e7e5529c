using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;

namespace OrleansPool.Payloads;

/// <summary>Makes a <see cref="RawCodec{T}"/> for framework structs that Orleans has no codec for, such as vectors, and that travel as memory when they are items.</summary>
internal sealed class RawCodecs : ISpecializableCodec
{
    public bool IsSupportedType(Type type) => type.IsValueType && PortableTypes.IsFramework(type) && !type.ContainsGenericParameters && RawLayout.IsRaw(type);

    public IFieldCodec GetSpecializedCodec(Type type) => (IFieldCodec)Activator.CreateInstance(typeof(RawCodec<>).MakeGenericType(type))!;
}
