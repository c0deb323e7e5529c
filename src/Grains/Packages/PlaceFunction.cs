namespace OrleansPool.Packages;

/// <summary>Finds where the code of a pool's function is, if that may run on this silo; waits on the thread for code that is on its way.</summary>
/// <param name="code">What came with it.</param>
/// <param name="function">The encoded function.</param>
/// <param name="cancellationToken">Ends the waiting.</param>
internal delegate PlacedFunction PlaceFunction(CodeTicket? code, ReadOnlyMemory<byte> function, CancellationToken cancellationToken);
