namespace OrleansPool.Sharing;

/// <summary>What a silo says to a message of a round.</summary>
internal enum ShareAnswer
{
    /// <summary>It has it.</summary>
    Taken,

    /// <summary>It is lost or starts anew: the round goes on without it.</summary>
    Refused,

    /// <summary>It needs nothing more of it.</summary>
    Held,

    /// <summary>Nothing yet: the message has to be sent again.</summary>
    None,
}
