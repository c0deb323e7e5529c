namespace OrleansPool.Soak.Items;

/// <summary>The answer of a <see cref="SoakItem"/>.</summary>
/// <param name="Index">The item.</param>
/// <param name="Value">What the function made of it.</param>
/// <param name="Attempt">Which attempt it was.</param>
/// <param name="Silo">The silo that ran it.</param>
public sealed record SoakAnswer(int Index, long Value, int Attempt, string Silo);
