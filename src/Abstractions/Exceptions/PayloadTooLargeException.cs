namespace OrleansPool;

/// <summary>An item, a result or a function is larger than allowed when encoded. Raised before it is sent.</summary>
public sealed class PayloadTooLargeException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What is too large, its size, the limit, and what to do.</param>
    public PayloadTooLargeException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What is too large, its size, the limit, and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PayloadTooLargeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception with its facts.</summary>
    /// <param name="message">What is too large, its size, the limit, and what to do.</param>
    /// <param name="bytes">The size, in bytes.</param>
    /// <param name="maxBytes">The limit, in bytes.</param>
    public PayloadTooLargeException(string message, long bytes, long maxBytes)
        : base(message)
    {
        Bytes = bytes;
        MaxBytes = maxBytes;
    }

    /// <summary>The size, in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The limit, in bytes.</summary>
    public long MaxBytes { get; init; }
}
