namespace OrleansPool;

/// <summary>The pool was terminated: its open results end with this exception, and it takes no new jobs.</summary>
public sealed class PoolTerminatedException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public PoolTerminatedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PoolTerminatedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
