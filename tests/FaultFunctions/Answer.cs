namespace OrleansPool.FaultFunctions;

/// <summary>The answer of a <see cref="WaitingItem"/>.</summary>
/// <param name="Index">The item.</param>
/// <param name="Value">What the function made of it.</param>
/// <param name="Attempt">Which run of the item this was.</param>
public readonly record struct Answer(int Index, long Value, int Attempt);
