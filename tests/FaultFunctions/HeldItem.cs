namespace OrleansPool.FaultFunctions;

/// <summary>An item that waits at the test's gate.</summary>
/// <param name="Index">The item.</param>
/// <param name="Port">Where the gate listens.</param>
/// <param name="Load">Makes the item as large as a test wants.</param>
public sealed record HeldItem(int Index, int Port, byte[]? Load = null);
