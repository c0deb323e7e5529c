using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace OrleansPool.Payloads;

/// <summary>
/// A string that is an item or a result of its own, without the session and the header that values within others need: those cost more than a short string. A byte
/// says what follows: nothing for null; UTF-8; or UTF-16 for one with half a surrogate pair, for which UTF-8 has no bytes.
/// </summary>
internal static class TextFrame
{
    private const byte Null = 0;
    private const byte Utf8Text = 1;
    private const byte Utf16Text = 2;

    /// <summary>UTF-8 has at most so many bytes for a char.</summary>
    private const int MostBytesOfAChar = 3;

    /// <summary>Room that is taken without knowing whether it is needed.</summary>
    private const int MostSpareBytes = 4096;

    public static void Write(string? value, BlockBuffer destination)
    {
        if (value is null)
        {
            destination.Append(1)[0] = Null;
            return;
        }

        int most = value.Length <= MostSpareBytes / MostBytesOfAChar ? value.Length * MostBytesOfAChar : Encoding.UTF8.GetByteCount(value);
        Span<byte> room = destination.GetSpan(1 + most);
        if (Utf8.FromUtf16(value, room[1..], out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            room[0] = Utf8Text;
            destination.Advance(1 + written);
            return;
        }

        ReadOnlySpan<byte> exact = MemoryMarshal.AsBytes(value.AsSpan());
        room = destination.Append(1 + exact.Length);
        room[0] = Utf16Text;
        exact.CopyTo(room[1..]);
    }

    /// <exception cref="InvalidDataException">It is no string.</exception>
    public static string? Read(ReadOnlySpan<byte> source) => source switch
    {
        [Null] => null,
        [Utf8Text, .. var text] => Encoding.UTF8.GetString(text),
        [Utf16Text, .. var text] when text.Length % sizeof(char) == 0 => new string(MemoryMarshal.Cast<byte, char>(text)),
        _ => throw new InvalidDataException($"An encoded string of {source.Length} bytes is corrupt."),
    };
}
