namespace OrleansPool.Failures;

/// <summary>What the code of a package threw. Its type may be one that only the package knows, so the package is who describes it.</summary>
/// <param name="thrown">The exception.</param>
/// <param name="describe">Gives it as an encoded <see cref="Failure"/>.</param>
internal sealed class ForeignException(Exception thrown, Func<Exception, Failure> describe) : Exception($"A package threw {thrown.GetType().FullName}.")
{
    private readonly Lazy<Failure> _failure = new(() => describe(thrown));

    public Exception Thrown => thrown;

    public Failure Failure => _failure.Value;

    /// <summary>The exception itself, wherever it was thrown.</summary>
    public static Exception Unwrap(Exception error) => error is ForeignException foreign ? foreign.Thrown : error;
}
