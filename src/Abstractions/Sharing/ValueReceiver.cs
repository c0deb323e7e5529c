using System.Buffers;
using OrleansPool.Payloads;

namespace OrleansPool.Sharing;

/// <summary>Keeps the parts until all are there, decodes the value from them, and drops them.</summary>
internal sealed class ValueReceiver<T>(PayloadSerializer serializer) : SharedReceiver
{
    private readonly Dictionary<int, ReadOnlyMemory<byte>> _parts = [];

    public override void Put(int index, ReadOnlyMemory<byte> part) => _parts[index] = part;

    public override object? Finish()
    {
        try
        {
            return serializer.Read<T>(Sequence());
        }
        finally
        {
            _parts.Clear();
        }
    }

    private ReadOnlySequence<byte> Sequence()
    {
        PartSegment? first = null;
        PartSegment? last = null;
        for (int index = 0; index < _parts.Count; index++)
        {
            last = new PartSegment(_parts[index], last);
            first ??= last;
        }

        return first is null ? default : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    private sealed class PartSegment : ReadOnlySequenceSegment<byte>
    {
        public PartSegment(ReadOnlyMemory<byte> memory, PartSegment? before)
        {
            Memory = memory;
            if (before is not null)
            {
                before.Next = this;
                RunningIndex = before.RunningIndex + before.Memory.Length;
            }
        }
    }
}
