namespace OrleansPool;

/// <summary>The pool was closed and takes no new jobs.</summary>
public sealed class PoolClosedException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public PoolClosedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PoolClosedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
