using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;

namespace OrleansPool.Payloads;

/// <summary>Writes values of one type, each readable alone. Not thread-safe.</summary>
internal sealed class ItemWriter<T>(PayloadSerializer serializer) : ItemCoder<T, (T Value, BlockBuffer Destination, int Start), int>(serializer)
{
    private readonly bool _isText = typeof(T) == typeof(string);

    /// <summary>Appends a value. When that fails, what was appended by then is for the caller to cut off.</summary>
    public void Write(T value, BlockBuffer destination)
    {
        if (_isText)
        {
            TextFrame.Write(Unsafe.As<T, string?>(ref value), destination);
        }
        else
        {
            Code((value, destination, destination.Length));
        }
    }

    protected override int Code((T Value, BlockBuffer Destination, int Start) input, IFieldCodec<T> codec, SerializerSession session)
    {
        input.Destination.Truncate(input.Start);
        var writer = Writer.Create(new BlockWriter(input.Destination), session);
        codec.WriteField(ref writer, 0, typeof(T), input.Value);
        writer.Commit();
        return input.Destination.Length;
    }
}
