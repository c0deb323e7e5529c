namespace OrleansPool;

/// <summary>The base of all exceptions that a pool itself raises.</summary>
public abstract class PoolException : Exception
{
    /// <summary>Makes the exception with its message and, where there is one, the exception that caused it.</summary>
    /// <param name="message">What happened, with the numbers, and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    protected PoolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
