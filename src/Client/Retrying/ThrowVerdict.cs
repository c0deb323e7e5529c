namespace OrleansPool.Retrying;

/// <summary>What it means that the function of an item threw.</summary>
internal enum ThrowVerdict
{
    /// <summary>It is the item's outcome.</summary>
    Final,

    /// <summary>The item waits to be run again.</summary>
    Again,

    /// <summary>It is of a run that was counted already: the outcome of a later one is what counts.</summary>
    Late,
}
