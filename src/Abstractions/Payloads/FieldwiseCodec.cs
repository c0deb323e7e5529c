using System.Buffers;
using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.GeneratedCodeHelpers;
using Orleans.Serialization.WireProtocol;
using OrleansPool.Functions;

namespace OrleansPool.Payloads;

/// <summary>
/// Writes a plain user type field by field. Field 0 is a fingerprint of the layout, so that another build's fields are
/// never taken for these; the fields follow, numbered from 1.
/// </summary>
internal sealed class FieldwiseCodec<T>(FieldSlot<T>[] slots, uint fingerprint) : IFieldCodec<T>
{
    private static readonly bool IsClosure = Closures.IsClosure(typeof(T));
    private static readonly bool IsFunction = FunctionValues.IsOfFSharp(typeof(T));

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, T? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (typeof(T).IsValueType)
        {
            ReferenceCodec.MarkValueField(writer.Session);
        }
        else if (value is not null && value.GetType() != typeof(T))
        {
            writer.SerializeUnexpectedType(fieldIdDelta, expectedType, value);
            return;
        }
        else if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value))
        {
            return;
        }

        if (IsFunction)
        {
            FunctionValues.ThrowIfNotWritable(writer.Session, typeof(T));
        }

        // A chain of objects may be longer than the stack is deep; running out of it would end the process.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        writer.WriteStartObject(fieldIdDelta, expectedType, typeof(T));
        UInt32Codec.WriteField(ref writer, 0, fingerprint);
        WriteFields(ref writer, ref value!);
        writer.WriteEndObject();
    }

    public T ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (!typeof(T).IsValueType)
        {
            if (field.WireType == WireType.Reference)
            {
                return ReferenceCodec.ReadReference<T, TInput>(ref reader, field)!;
            }

            if (field.FieldType is { } actual && actual != typeof(T))
            {
                return (T)reader.Session.CodecProvider.GetCodec(actual).ReadValue(ref reader, field)!;
            }
        }

        if (IsFunction)
        {
            FunctionValues.ThrowIfNotReadable(reader.Session, typeof(T));
        }

        field.EnsureWireTypeTagDelimited();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        T value;
        if (typeof(T).IsValueType)
        {
            ReferenceCodec.MarkValueField(reader.Session);
            value = default!;
        }
        else
        {
            value = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
            ReferenceCodec.RecordObject(reader.Session, value);
        }

        ReadFields(ref reader, ref value);
        return value;
    }

    private void WriteFields<TBufferWriter>(ref Writer<TBufferWriter> writer, ref T value)
        where TBufferWriter : IBufferWriter<byte>
    {
        EncodingScope? scope = IsClosure ? EncodingScope.Current : null;
        uint delta = 1;
        int at = 0;
        try
        {
            for (; at < slots.Length; at++)
            {
                if (scope is not null && !scope.Uses(slots[at].Info))
                {
                    delta++;
                    continue;
                }

                slots[at].Write(ref writer, delta, ref value);
                delta = 1;
            }
        }
        catch (NotPortableException refused)
        {
            AddTo(refused, slots[at]);
            throw;
        }
    }

    private void ReadFields<TInput>(ref Reader<TInput> reader, ref T value)
    {
        uint id = 0;
        bool isFirst = true;
        while (true)
        {
            Field header = reader.ReadFieldHeader();
            if (header.IsEndBaseOrEndObject)
            {
                return;
            }

            id += header.FieldIdDelta;
            if (isFirst)
            {
                Verify(id == 0 ? UInt32Codec.ReadValue(ref reader, header) : uint.MaxValue);
                isFirst = false;
            }
            else if (id - 1 < (uint)slots.Length)
            {
                slots[id - 1].Read(ref reader, header, ref value);
            }
            else
            {
                reader.ConsumeUnknownField(header);
            }
        }
    }

    private static void AddTo(NotPortableException refused, FieldSlot<T> slot)
    {
        if (FieldNames.IsCapturedThis(slot.Info))
        {
            refused.AddThis(slot.Info.FieldType);
        }
        else if (!PortableTypes.IsFunctionPart(typeof(T)))
        {
            refused.AddField(FieldNames.InSource(slot.Info));
        }
    }

    private void Verify(uint sent)
    {
        if (sent != fingerprint)
        {
            throw new InvalidDataException(
                $"Type '{TypeDisplay.Of(typeof(T))}' has other fields here than at the sender ({fingerprint:x4}, sent {sent:x4}). "
                + "Client and silo must run the same build.");
        }
    }
}
