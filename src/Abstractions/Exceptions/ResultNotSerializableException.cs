namespace OrleansPool;

/// <summary>A function's result cannot be sent back, or arrived and cannot be read here.</summary>
public sealed class ResultNotSerializableException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public ResultNotSerializableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ResultNotSerializableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
