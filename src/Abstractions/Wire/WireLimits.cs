namespace OrleansPool.Wire;

/// <summary>Sizes of messages. An oversize Orleans message closes the connection that everybody shares, so all stay far under its limit.</summary>
internal static class WireLimits
{
    /// <summary>A chunk, a segment or a message is closed when its payload reaches this many bytes.</summary>
    public const int MessageBytes = 1 << 20;

    /// <summary>A payload above this many bytes travels in parts of this size.</summary>
    public const int PartBytes = 2 << 20;

    /// <summary>A part of a shared value. An array of this size is not a large object, so that what passes through a silo leaves nothing behind.</summary>
    public const int SharePartBytes = 64 << 10;

    /// <summary>Parts of a shared value in one message: small enough that other messages on the link need not wait long.</summary>
    public const int ShareParts = 8;

    /// <summary>Entries in one message: keeps the time to handle one, and what its loss costs, small.</summary>
    public const int MessageEntries = 4096;
}
