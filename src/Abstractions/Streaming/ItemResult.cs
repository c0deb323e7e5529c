namespace OrleansPool;

/// <summary>The outcome of one item on a result stream.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
[GenerateSerializer, Immutable, Alias("orleanspool.ItemResult`1")]
public sealed record ItemResult<T>
{
    /// <summary>Gets the job.</summary>
    [Id(0)]
    public required string JobId { get; init; }

    /// <summary>Gets the index of the item in the job's input, from 0. With the job it tells an event that came twice.</summary>
    [Id(1)]
    public required long Index { get; init; }

    /// <summary>Gets the result; <see langword="default"/> for an item that failed.</summary>
    [Id(2)]
    public T? Value { get; init; }

    /// <summary>Gets the full name of the exception's type, or <see langword="null"/> for an item that did not fail.</summary>
    [Id(3)]
    public string? ErrorType { get; init; }

    /// <summary>Gets the exception's message.</summary>
    [Id(4)]
    public string? ErrorMessage { get; init; }

    /// <summary>Gets whether the item did not fail.</summary>
    public bool IsSuccess => ErrorType is null;
}
