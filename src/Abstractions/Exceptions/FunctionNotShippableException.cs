namespace OrleansPool;

/// <summary>A function, or a value that it captures, cannot be sent to another process. Raised at the call, before anything is sent.</summary>
public sealed class FunctionNotShippableException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public FunctionNotShippableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public FunctionNotShippableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
