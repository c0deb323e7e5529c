namespace OrleansPool.Wire;

/// <summary>A message entry whose payload may be too large for one message and then travels in parts ahead of it.</summary>
internal interface ICarrier<TSelf>
    where TSelf : class
{
    /// <summary>The bytes that may be taken out and sent ahead.</summary>
    ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Bytes of the whole entry, for filling messages.</summary>
    long Bytes { get; }

    int PartCount { get; }

    TSelf WithPayload(ReadOnlyMemory<byte> payload, int partCount);
}
