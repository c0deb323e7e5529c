using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace OrleansPool.Payloads;

/// <summary>Reads what <see cref="ItemWriter{T}"/> wrote. Not thread-safe.</summary>
internal sealed class ItemReader<T>(PayloadSerializer serializer) : ItemCoder<T, ReadOnlySpan<byte>, T>(serializer)
{
    private readonly bool _isText = typeof(T) == typeof(string);

    public T Read(ReadOnlySpan<byte> source)
    {
        if (!_isText)
        {
            return Code(source);
        }

        string? text = TextFrame.Read(source);
        return Unsafe.As<string?, T>(ref text);
    }

    protected override T Code(ReadOnlySpan<byte> input, IFieldCodec<T> codec, SerializerSession session)
    {
        var reader = Reader.Create(input, session);
        Field field = reader.ReadFieldHeader();
        T? value = codec.ReadValue(ref reader, field);
        return reader.Position == input.Length
            ? value!
            : throw new InvalidDataException($"An encoded {typeof(T)} has {input.Length} bytes, of which {reader.Position} were read.");
    }
}
