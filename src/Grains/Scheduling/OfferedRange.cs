using OrleansPool.Wire;

namespace OrleansPool.Scheduling;

/// <summary>Neighbouring items of a chunk that is offered after an earlier coordinator, with the same fate there.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many.</param>
/// <param name="InDoubt">Whether they may have been started on a silo that is not there any more.</param>
/// <param name="Held">The lease in which a silo still has them, or null.</param>
/// <param name="Silo">That silo.</param>
internal readonly record struct OfferedRange(long First, int Count, bool InDoubt, HeldLease? Held, int Silo);
