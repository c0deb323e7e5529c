namespace OrleansPool.Failures;

/// <summary>What the code of a package threw. Its type may be one that only the package knows, so the package is who describes it.</summary>
internal sealed class ForeignException : Exception
{
    private readonly Lazy<Failure> _failure;

    /// <param name="thrown">The exception.</param>
    /// <param name="describe">Gives it as data.</param>
    public ForeignException(Exception thrown, Func<Exception, Failure> describe)
        : base($"A package threw {thrown.GetType().FullName}.", thrown) => _failure = new(() => describe(thrown));

    public Failure Failure => _failure.Value;

    /// <summary>The exception itself, wherever it was thrown.</summary>
    public static Exception Unwrap(Exception error) => error is ForeignException foreign ? foreign.InnerException! : error;
}
