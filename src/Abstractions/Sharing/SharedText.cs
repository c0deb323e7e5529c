using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansPool.Sharing;

/// <summary>The memory of a string. It is written only while the string is new and nobody else has it.</summary>
internal sealed class SharedText(string text) : SharedBlock
{
    public override object Value => text;

    public override int[] Lengths => [text.Length];

    public override long Bytes => text.Length * (long)sizeof(char);

    public override Span<byte> Slice(long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)offset, (ulong)(Bytes - count), nameof(offset));
        ref byte first = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text.AsSpan()));
        return MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref first, (nint)offset), count);
    }
}
