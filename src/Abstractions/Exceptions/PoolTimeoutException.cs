namespace OrleansPool;

/// <summary>A wait, or a job with a time limit, took longer than allowed. After a wait that timed out the work goes on.</summary>
public sealed class PoolTimeoutException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public PoolTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PoolTimeoutException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
