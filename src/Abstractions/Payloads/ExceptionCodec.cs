using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;
using OrleansPool.Failures;

namespace OrleansPool.Payloads;

/// <summary>Writes an exception that is a value, not a failure: complete, or not at all. Its fields are read and written under the same rules as what it is part of.</summary>
internal sealed class ExceptionCodec<T> : IFieldCodec<T>
    where T : Exception
{
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, T? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value))
        {
            return;
        }

        Failure failure = FailureEncoder.From(value, SessionSerializers.Of(writer.Session));
        if (failure.Reason is { } reason)
        {
            throw NotPortableException.Because($"Exception {failure.TypeName} cannot be sent as a value: {reason}.");
        }

        writer.WriteStartObject(fieldIdDelta, expectedType, value.GetType());
        writer.Session.CodecProvider.GetCodec<Failure>().WriteField(ref writer, 0, typeof(Failure), failure);
        writer.WriteEndObject();
    }

    public T ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.WireType == WireType.Reference)
        {
            return ReferenceCodec.ReadReference<T, TInput>(ref reader, field)!;
        }

        field.EnsureWireTypeTagDelimited();
        uint place = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        Failure failure = reader.Session.CodecProvider.GetCodec<Failure>().ReadValue(ref reader, reader.ReadFieldHeader())
            ?? throw new InvalidDataException($"An encoded {typeof(T)} is empty.");
        if (!reader.ReadFieldHeader().IsEndObject)
        {
            throw new InvalidDataException($"An encoded {typeof(T)} does not end where it should.");
        }

        T value = FailureDecoder.ToException(failure, SessionSerializers.Of(reader.Session)) as T
            ?? throw new InvalidDataException($"An exception of type {failure.TypeName} cannot be rebuilt here as {typeof(T)}.");
        ReferenceCodec.RecordObject(reader.Session, value, place);
        return value;
    }
}
