using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;

namespace OrleansPool.Payloads;

/// <summary>Makes an <see cref="ExceptionCodec{T}"/> for each type of exception.</summary>
internal sealed class ExceptionCodecs : ISpecializableCodec
{
    public bool IsSupportedType(Type type) => typeof(Exception).IsAssignableFrom(type) && !type.IsAbstract && !type.ContainsGenericParameters;

    public IFieldCodec GetSpecializedCodec(Type type) => (IFieldCodec)Activator.CreateInstance(typeof(ExceptionCodec<>).MakeGenericType(type))!;
}
