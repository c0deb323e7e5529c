namespace OrleansPool.BehaviorTests.Support;

/// <summary>What happens to a message on its way.</summary>
internal enum Trouble
{
    None,

    /// <summary>It does not arrive.</summary>
    Lost,

    /// <summary>It arrives and is handled; the answer does not come back.</summary>
    ReplyLost,

    /// <summary>It arrives twice, at the same time.</summary>
    Doubled,

    /// <summary>It arrives once more after others that were sent later.</summary>
    DoubledLate,
}
