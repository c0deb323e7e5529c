namespace OrleansPool.FaultFunctions;

/// <summary>An item that waits at the test's gate.</summary>
/// <param name="Index">The item.</param>
/// <param name="Gate">The file of the socket where the gate listens: every process of the machine reaches it, whatever network is cut.</param>
/// <param name="Load">Makes the item as large as a test wants.</param>
public sealed record HeldItem(int Index, string Gate, byte[]? Load = null);
