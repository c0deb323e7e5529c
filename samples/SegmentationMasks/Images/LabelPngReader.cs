using System.Buffers.Binary;
using System.IO.Compression;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>Reads a PNG of labels without touching the values: grey of 1 to 16 bits, or the numbers of a palette.</summary>
/// <remarks>An ordinary decoder stretches grey below 8 bits, drops half of 16, and turns a palette into its colours.</remarks>
internal static class LabelPngReader
{
    private const int ChunkFrame = 12;

    /// <exception cref="InvalidDataException">Not a PNG, damaged, in colour, or interlaced.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LabelMap Read(string path) => Decode(File.ReadAllBytes(path));

    public static LabelMap Decode(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(PngFormat.Signature))
        {
            throw new InvalidDataException($"Its {png.Length} bytes are no PNG.");
        }

        PngHeader? header = null;
        using var data = new MemoryStream();
        ReadOnlySpan<byte> rest = png[PngFormat.Signature.Length..];
        while (true)
        {
            ReadOnlySpan<byte> content = ReadChunk(ref rest, out ReadOnlySpan<byte> type);
            if (type.SequenceEqual(PngFormat.Header))
            {
                header = PngHeader.Parse(content);
            }
            else if (type.SequenceEqual(PngFormat.Data))
            {
                data.Write(content);
            }
            else if (type.SequenceEqual(PngFormat.End))
            {
                data.Position = 0;
                return Decompress(data, header ?? throw new InvalidDataException("The PNG has no header."));
            }
        }
    }

    private static ReadOnlySpan<byte> ReadChunk(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> type)
    {
        uint length = rest.Length < ChunkFrame ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - ChunkFrame)
        {
            throw new InvalidDataException("The PNG is cut short.");
        }

        int end = 8 + (int)length;
        if (PngFormat.Crc(rest[4..end]) != BinaryPrimitives.ReadUInt32BigEndian(rest[end..]))
        {
            throw new InvalidDataException("The PNG is damaged: a checksum does not agree.");
        }

        type = rest[4..8];
        ReadOnlySpan<byte> content = rest[8..end];
        rest = rest[(end + 4)..];
        return content;
    }

    private static LabelMap Decompress(Stream data, PngHeader header)
    {
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        ushort[] labels = new ushort[header.Width * header.Height];
        byte[] above = new byte[header.RowBytes];
        byte[] row = new byte[header.RowBytes];
        byte[] filter = new byte[1];
        for (int y = 0; y < header.Height; y++)
        {
            ReadExactly(zlib, filter);
            ReadExactly(zlib, row);
            PngFilter.Undo(filter[0], row, above, header.BytesPerPixel);
            Unpack(row, labels.AsSpan(y * header.Width, header.Width), header.BitDepth);
            (above, row) = (row, above);
        }

        return new LabelMap(header.Width, header.Height, labels);
    }

    private static void ReadExactly(ZLibStream zlib, byte[] buffer)
    {
        if (zlib.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw new InvalidDataException("The PNG has fewer rows than its header says.");
        }
    }

    private static void Unpack(ReadOnlySpan<byte> row, Span<ushort> labels, int bitDepth)
    {
        for (int x = 0; x < labels.Length; x++)
        {
            int bit = x * bitDepth;
            labels[x] = bitDepth == 16
                ? BinaryPrimitives.ReadUInt16BigEndian(row[(2 * x)..])
                : (ushort)((row[bit / 8] >> (8 - bitDepth - (bit % 8))) & ((1 << bitDepth) - 1));
        }
    }
}
