namespace OrleansPool.CliFunctions;

/// <summary>A type of the user.</summary>
public sealed record Person(string Name, int Age);
