using System.Buffers.Binary;
using System.Runtime.InteropServices;
using OrleansPool.Payloads;

namespace OrleansPool.WorkerProcesses;

/// <summary>A message on the pipe: length, kind and what the serializer made of it.</summary>
internal readonly record struct Frame(FrameKind Kind, ReadOnlyMemory<byte> Payload)
{
    private const int HeaderSize = sizeof(int) + sizeof(FrameKind);

    public static ReadOnlyMemory<byte> Encode(FrameKind kind) => Encode(kind, 0);

    public static ReadOnlyMemory<byte> Encode<T>(FrameKind kind, T message)
    {
        var buffer = new BlockBuffer();
        buffer.Append(HeaderSize)[sizeof(int)] = (byte)kind;
        using var writer = new ItemWriter<T>(PayloadSerializer.Shared);
        writer.Write(message, buffer);
        int length = buffer.Length - HeaderSize;
        Memory<byte> frame = MemoryMarshal.AsMemory(buffer.Detach());
        BinaryPrimitives.WriteInt32LittleEndian(frame.Span, length);
        return frame;
    }

    /// <summary>The kind of a frame that was encoded, or of one whose header has been read.</summary>
    public static FrameKind KindOf(ReadOnlySpan<byte> header) => (FrameKind)header[sizeof(int)];

    public T Read<T>() => PayloadSerializer.Shared.Deserialize<T>(Payload);

    /// <summary>The next frame, or null at the end.</summary>
    public static Frame? Read(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
        {
            return null;
        }

        byte[] payload = Room(header);
        return stream.ReadAtLeast(payload, payload.Length, throwOnEndOfStream: false) < payload.Length ? null : new Frame(KindOf(header), payload);
    }

    /// <summary>The next frame, or null at the end.</summary>
    /// <param name="stream">The pipe.</param>
    /// <param name="header">Room for a header, kept between frames.</param>
    public static async ValueTask<Frame?> ReadAsync(Stream stream, byte[] header)
    {
        if (await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false).ConfigureAwait(false) < HeaderSize)
        {
            return null;
        }

        byte[] payload = Room(header);
        return await stream.ReadAtLeastAsync(payload, payload.Length, throwOnEndOfStream: false).ConfigureAwait(false) < payload.Length
            ? null
            : new Frame(KindOf(header), payload);
    }

    public static byte[] NewHeader() => new byte[HeaderSize];

    private static byte[] Room(ReadOnlySpan<byte> header)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length >= 0 ? GC.AllocateUninitializedArray<byte>(length) : throw new InvalidDataException($"A frame of {length} bytes was announced.");
    }
}
