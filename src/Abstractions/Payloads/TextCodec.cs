using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace OrleansPool.Payloads;

/// <summary>
/// Orleans' codec for strings, but one with half a surrogate pair, for which UTF-8 has no bytes, arrives as it is: Orleans would put U+FFFD in its place.
/// </summary>
internal sealed class TextCodec : IFieldCodec<string>
{
    void IFieldCodec<string>.WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, string? value) =>
        WriteField(ref writer, fieldIdDelta, expectedType, value);

    string IFieldCodec<string>.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field)!;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, string? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value))
        {
            return;
        }

        // Only ASCII has as many bytes as characters, and it costs no second look.
        int bytes = Encoding.UTF8.GetByteCount(value);
        if (bytes != value.Length && !IsWellFormed(value))
        {
            WriteExactly(ref writer, fieldIdDelta, expectedType, value);
            return;
        }

        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(string), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)bytes);
        StringCodec.WriteRaw(ref writer, value, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string? ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        field.WireType == WireType.TagDelimited ? ReadExactly(ref reader) : StringCodec.ReadValue(ref reader, field);

    private static string ReadExactly<TInput>(ref Reader<TInput> reader)
    {
        Field content = reader.ReadFieldHeader();
        content.EnsureWireType(WireType.LengthPrefixed);
        byte[] bytes = reader.ReadBytes(reader.ReadVarUInt32());
        if (bytes.Length % sizeof(char) != 0 || !reader.ReadFieldHeader().IsEndObject)
        {
            throw new InvalidDataException("An encoded string does not end where it should.");
        }

        string value = new(MemoryMarshal.Cast<byte, char>(bytes));
        ReferenceCodec.RecordObject(reader.Session, value);
        return value;
    }

    /// <summary>As UTF-16, and marked by its wire type.</summary>
    private static void WriteExactly<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, string value)
        where TBufferWriter : IBufferWriter<byte>
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(value.AsSpan());
        writer.WriteStartObject(fieldIdDelta, expectedType, typeof(string));
        writer.WriteFieldHeaderExpected(0, WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)bytes.Length);
        writer.Write(bytes);
        writer.WriteEndObject();
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        while (at >= 0 && at < text.Length)
        {
            if (!char.IsSurrogate(text[at]))
            {
                at++;
            }
            else if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                at += 2;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
