namespace OrleansPool;

/// <summary>An argument of a function cannot be sent, or arrived at the silo and cannot be read there.</summary>
public sealed class ArgumentNotSerializableException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public ArgumentNotSerializableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ArgumentNotSerializableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
