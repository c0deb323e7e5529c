namespace OrleansPool;

/// <summary>An item ran longer than the job's <c>ItemTimeout</c>.</summary>
public sealed class ItemTimeoutException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public ItemTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ItemTimeoutException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
