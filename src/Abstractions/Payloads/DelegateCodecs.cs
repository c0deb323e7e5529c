using System.Reflection;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;

namespace OrleansPool.Payloads;

/// <summary>Makes a <see cref="DelegateCodec{T}"/> for each delegate type.</summary>
internal sealed class DelegateCodecs(IFunctionAssemblies assemblies) : ISpecializableCodec
{
    public bool IsSupportedType(Type type) => !type.IsAbstract && typeof(Delegate).IsAssignableFrom(type) && !type.ContainsGenericParameters;

    public IFieldCodec GetSpecializedCodec(Type type) => (IFieldCodec)Activator.CreateInstance(
        typeof(DelegateCodec<>).MakeGenericType(type),
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
        null,
        [assemblies],
        null)!;
}
