using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>Whose code it is.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Client">Its client, for people.</param>
/// <param name="Account">What its client's quotas go by: the subject of its certificate when that is proven, else what it says of itself.</param>
/// <param name="FindShared">Waits for what the pool sends under a number.</param>
/// <param name="AskAgain">What came under a number is not here any more: the pool shall send it again.</param>
internal sealed record CodeSender(string Pool, string Client, string Account, Func<SharedId, CancellationToken, object?> FindShared, Action<SharedId> AskAgain);
