namespace OrleansPool.Packages;

/// <summary>Decodes a function of a pool, if it may run on this silo; waits on the thread for code that is on its way.</summary>
/// <param name="code">What came with it.</param>
/// <param name="function">The encoded function.</param>
/// <param name="cancellationToken">Ends the waiting.</param>
internal delegate OpenedFunction OpenFunction(CodeTicket? code, ReadOnlyMemory<byte> function, CancellationToken cancellationToken);
