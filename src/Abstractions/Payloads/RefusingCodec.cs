using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace OrleansPool.Payloads;

/// <summary>Stands for all types that no codec can carry: refuses their values with a reason, and lets null through.</summary>
internal sealed class RefusingCodec : IGeneralizedCodec
{
    /// <summary>Asked last, after all real codecs.</summary>
    public bool IsSupportedType(Type type) => !type.IsInterface && !type.IsAbstract;

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is not null)
        {
            throw NotPortableException.Value(value.GetType());
        }

        ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
    }

    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => field.IsReference
        ? ReferenceCodec.ReadReference<object, TInput>(ref reader, field)
        : throw new InvalidDataException($"A value of type {field.FieldType?.FullName ?? "unknown"} arrived, which cannot travel between processes.");
}
