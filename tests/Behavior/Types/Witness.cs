namespace OrleansPool.BehaviorTests.Types;

/// <summary>Data that notes each copy of it that is decoded.</summary>
/// <param name="Key">The tally that takes a weak reference to each copy.</param>
/// <param name="Numbers">The data.</param>
public sealed record Witness(string Key, int[] Numbers);
