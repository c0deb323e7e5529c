namespace OrleansPool;

/// <summary>A job's results could not be put on the stream that it asked for with <c>JobOptions.ResultStream</c>.</summary>
public sealed class ResultStreamException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public ResultStreamException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ResultStreamException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
