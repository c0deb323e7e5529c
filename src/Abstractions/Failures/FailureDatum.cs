namespace OrleansPool.Failures;

/// <summary>An entry of <see cref="Exception.Data"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.FailureDatum")]
internal sealed class FailureDatum
{
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>The value, encoded: a string, a primitive, or another plain value of the framework.</summary>
    [Id(1)]
    public required byte[] Value { get; init; }

    /// <summary>Whether a value is sent, and taken when it comes: those that say something and do nothing.</summary>
    public static bool IsPlain(object value) =>
        value is string or decimal or DateTime or DateTimeOffset or TimeSpan or Guid || value.GetType().IsPrimitive;
}
