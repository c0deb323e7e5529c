namespace OrleansPool.Workers;

/// <summary>A run whose function did not end in time and was let go of.</summary>
/// <param name="Item">The item that it was at.</param>
/// <param name="HasTimedOut">Whether the item's time was up; else its job had ended.</param>
/// <param name="Elapsed">How long the item had been running, or how long ago its job had ended.</param>
/// <param name="Rest">Where the items that had not started are, or null.</param>
internal sealed record WrittenOff(long Item, bool HasTimedOut, TimeSpan Elapsed, (int From, int End)? Rest);
