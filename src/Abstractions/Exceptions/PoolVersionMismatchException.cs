namespace OrleansPool;

/// <summary>The cluster speaks another version of the pool's protocol than this client.</summary>
public sealed class PoolVersionMismatchException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public PoolVersionMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PoolVersionMismatchException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
