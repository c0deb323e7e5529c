namespace OrleansPool.Wire;

/// <summary>
/// The end of a lease was cut off: its items from <see cref="First"/> on either became <see cref="NewLease"/>, for another slot of the same
/// silo, or came back unstarted and free of charge, if that is 0.
/// </summary>
[GenerateSerializer, Immutable, Alias("orleanspool.LeaseChange")]
internal readonly record struct LeaseChange(
    [property: Id(0)] long Lease,
    [property: Id(1)] long First,
    [property: Id(2)] int Count,
    [property: Id(3)] long NewLease);
