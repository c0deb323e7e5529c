using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;
using OrleansPool.Sharing;

namespace OrleansPool.Payloads;

/// <summary>Writes the handle of a shared value as what names it; the value itself is on the silos.</summary>
internal sealed class SharedCodec<T> : IFieldCodec<Shared<T>>
{
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, Shared<T>? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value))
        {
            return;
        }

        SharedUse.Note(value!.Id, value.Origin);
        writer.WriteStartObject(fieldIdDelta, expectedType, typeof(Shared<T>));
        StringCodec.WriteField(ref writer, 0, value.Id.Pool);
        Int32Codec.WriteField(ref writer, 1, value.Id.Number);
        writer.WriteEndObject();
    }

    public Shared<T> ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.WireType == WireType.Reference)
        {
            return ReferenceCodec.ReadReference<Shared<T>, TInput>(ref reader, field)!;
        }

        field.EnsureWireTypeTagDelimited();
        uint place = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        string pool = StringCodec.ReadValue(ref reader, reader.ReadFieldHeader())
            ?? throw new InvalidDataException("An encoded handle of a shared value names no pool.");
        int number = Int32Codec.ReadValue(ref reader, reader.ReadFieldHeader());
        if (!reader.ReadFieldHeader().IsEndObject)
        {
            throw new InvalidDataException("An encoded handle of a shared value does not end where it should.");
        }

        var handle = new Shared<T>(new SharedId(pool, number));
        ReferenceCodec.RecordObject(reader.Session, handle, place);
        return handle;
    }
}
