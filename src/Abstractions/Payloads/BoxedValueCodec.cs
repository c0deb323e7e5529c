using System.Buffers;
using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace OrleansPool.Payloads;

/// <summary>Orleans' codec for fields of type object, but an enum in one keeps its type.</summary>
internal sealed class BoxedValueCodec : IFieldCodec<object>
{
    /// <summary>
    /// Puts the codec in the place of Orleans' own. There is no public way to replace a codec that Orleans registers; where the
    /// private one is gone, enums in such fields arrive as numbers, and a test says so.
    /// </summary>
    public static void Install(CodecProvider codecs)
    {
        FieldInfo? typed = typeof(CodecProvider).GetField("_typedCodecs", BindingFlags.Instance | BindingFlags.NonPublic);
        if (typed?.GetValue(codecs) is ConcurrentDictionary<Type, IFieldCodec> byType)
        {
            byType[typeof(object)] = new BoxedValueCodec();
        }
    }

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        object? sent = value is Enum boxed ? new BoxedEnum { Type = boxed.GetType(), Value = boxed.ToString("D") } : value;
        ObjectCodec.WriteField(ref writer, fieldIdDelta, expectedType, sent);
    }

    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        object? value = ObjectCodec.ReadValue(ref reader, field);
        return value is BoxedEnum boxed ? Enum.Parse(boxed.Type, boxed.Value) : value;
    }

    object? IFieldCodec.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
