using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;

namespace OrleansPool.Payloads;

/// <summary>Makes a <see cref="SharedCodec{T}"/> for each type of handle.</summary>
internal sealed class SharedCodecs : ISpecializableCodec
{
    public bool IsSupportedType(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Shared<>) && !type.ContainsGenericParameters;

    public IFieldCodec GetSpecializedCodec(Type type) => (IFieldCodec)Activator.CreateInstance(typeof(SharedCodec<>).MakeGenericType(type.GetGenericArguments()))!;
}
