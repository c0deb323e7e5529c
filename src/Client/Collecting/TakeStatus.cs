namespace OrleansPool.Collecting;

/// <summary>What a reader of an imap finds.</summary>
internal enum TakeStatus
{
    Item,
    Wait,
    End,
}
