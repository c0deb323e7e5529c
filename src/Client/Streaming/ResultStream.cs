namespace OrleansPool;

/// <summary>Where a job's results go besides its caller: a stream of <see cref="ItemResult{T}"/> of the job's result type.</summary>
/// <param name="Provider">The name of an Orleans stream provider that the pool's client has.</param>
/// <param name="Namespace">The namespace of the stream.</param>
/// <param name="Key">The key of the stream.</param>
public sealed record ResultStream(string Provider, string Namespace, string Key);
