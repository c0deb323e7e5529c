using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace OrleansPool.Payloads;

/// <summary>
/// A string that is an item or a result of its own, without the session and the header that values within others need: those cost more than a short string. It ends with a
/// byte that UTF-8 does not know, so that one which was cut, or goes on, is noticed; that byte says what is before it: nothing for null; UTF-8; or UTF-16 for a string
/// with half a surrogate pair, for which UTF-8 has no bytes.
/// </summary>
internal static class TextFrame
{
    private const byte Utf8End = 0xFF;
    private const byte Utf16End = 0xFE;
    private const byte Null = 0xFD;

    /// <summary>UTF-8 has at most so many bytes for a char.</summary>
    private const int MostBytesOfAChar = 3;

    /// <summary>Room that is taken without knowing whether it is needed.</summary>
    private const int MostSpareBytes = 4096;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(string? value, BlockBuffer destination)
    {
        if (value is null)
        {
            destination.Append(1)[0] = Null;
            return;
        }

        int most = value.Length <= MostSpareBytes / MostBytesOfAChar ? value.Length * MostBytesOfAChar : Encoding.UTF8.GetByteCount(value);
        Span<byte> room = destination.GetSpan(most + 1);
        if (Utf8.FromUtf16(value, room[..most], out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            room[written] = Utf8End;
            destination.Advance(written + 1);
            return;
        }

        ReadOnlySpan<byte> exact = MemoryMarshal.AsBytes(value.AsSpan());
        room = destination.Append(exact.Length + 1);
        exact.CopyTo(room);
        room[^1] = Utf16End;
    }

    /// <exception cref="InvalidDataException">It is no string.</exception>
    public static string? Read(ReadOnlySpan<byte> source)
    {
        try
        {
            return source switch
            {
                [.. var text, Utf8End] => Strict.GetString(text),
                [.. var text, Utf16End] when text.Length % sizeof(char) == 0 => new string(MemoryMarshal.Cast<byte, char>(text)),
                [Null] => null,
                _ => throw new InvalidDataException($"An encoded string of {source.Length} bytes does not end where it should."),
            };
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"An encoded string of {source.Length} bytes is corrupt: {error.Message}", error);
        }
    }
}
