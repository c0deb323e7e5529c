using System.Buffers.Binary;
using System.IO.Compression;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>Encodes labels as a grey PNG whose pixel values are the labels: 8 bit up to 256 segments, else 16 bit.</summary>
/// <remarks>SkiaSharp has no 16 bit grey, and a mask of which half the numbers are lost is none.</remarks>
internal static class LabelPngWriter
{
    private const byte FilterUp = 2;

    public static byte[] Encode(LabelMap labels)
    {
        int bytesPerLabel = labels.SegmentCount <= byte.MaxValue + 1 ? 1 : 2;
        using var png = new MemoryStream();
        png.Write(PngFormat.Signature);
        WriteChunk(png, PngFormat.Header, Header(labels, bytesPerLabel));
        WriteChunk(png, PngFormat.Data, Compress(labels, bytesPerLabel));
        WriteChunk(png, PngFormat.End, []);
        return png.ToArray();
    }

    private static byte[] Header(LabelMap labels, int bytesPerLabel)
    {
        byte[] header = new byte[PngFormat.HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, labels.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), labels.Height);
        header[8] = (byte)(8 * bytesPerLabel);
        header[9] = PngFormat.Grey;
        return header;
    }

    private static byte[] Compress(LabelMap labels, int bytesPerLabel)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            byte[] above = new byte[labels.Width * bytesPerLabel];
            byte[] row = new byte[above.Length];
            byte[] filtered = new byte[above.Length];
            for (int y = 0; y < labels.Height; y++)
            {
                ReadOnlySpan<ushort> values = labels.Values.AsSpan(y * labels.Width, labels.Width);
                Pack(values, row, bytesPerLabel);
                for (int i = 0; i < row.Length; i++)
                {
                    filtered[i] = (byte)(row[i] - above[i]);
                }

                zlib.WriteByte(FilterUp);
                zlib.Write(filtered);
                (above, row) = (row, above);
            }
        }

        return compressed.ToArray();
    }

    private static void Pack(ReadOnlySpan<ushort> labels, byte[] row, int bytesPerLabel)
    {
        for (int x = 0; x < labels.Length; x++)
        {
            if (bytesPerLabel == 1)
            {
                row[x] = (byte)labels[x];
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(2 * x), labels[x]);
            }
        }
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        int start = (int)png.Position;
        png.Write(type);
        png.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, PngFormat.Crc(png.GetBuffer().AsSpan(start, type.Length + content.Length)));
        png.Write(number);
    }
}
