namespace OrleansPool.Wire;

/// <summary>The receiving end of <see cref="CarrierQueue{T}"/>: keeps parts until the entry that they belong to arrives.</summary>
internal sealed class PartBuffer
{
    private readonly List<ReadOnlyMemory<byte>> _parts = [];

    public void Add(ReadOnlyMemory<byte>? part)
    {
        if (part is { } bytes)
        {
            _parts.Add(bytes);
        }
    }

    /// <summary>Drops parts of a link that is over.</summary>
    public void Clear() => _parts.Clear();

    /// <summary>The entry with its payload in place.</summary>
    /// <exception cref="InvalidDataException">The parts that arrived are not those that the entry names.</exception>
    public T Complete<T>(T entry)
        where T : class, ICarrier<T>
    {
        if (entry.PartCount == 0)
        {
            return entry;
        }

        if (entry.PartCount != _parts.Count)
        {
            throw new InvalidDataException($"A payload names {entry.PartCount} parts, but {_parts.Count} arrived.");
        }

        byte[] whole = new byte[_parts.Sum(part => (long)part.Length)];
        int at = 0;
        foreach (ReadOnlyMemory<byte> part in _parts)
        {
            part.CopyTo(whole.AsMemory(at));
            at += part.Length;
        }

        _parts.Clear();
        return entry.WithPayload(whole, 0);
    }
}
