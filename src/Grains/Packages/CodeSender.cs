using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>Whose code it is.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Client">Its client, for people.</param>
/// <param name="FindShared">Waits for what the pool sends under a number.</param>
internal sealed record CodeSender(string Pool, string Client, Func<SharedId, CancellationToken, object?> FindShared);
