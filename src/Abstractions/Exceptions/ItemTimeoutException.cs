namespace OrleansPool;

/// <summary>An item ran longer than the job's <c>ItemTimeout</c>. Other items are not affected.</summary>
/// <remarks>
/// Where the function heeded its token, the inner exception is the <see cref="OperationCanceledException"/> that it ended with, and so says
/// where it was. Without one the function went on past the grace period, and its worker was written off.
/// </remarks>
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

    /// <summary>Makes the exception with its facts.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="itemIndex">Index of the item in the job, from 0.</param>
    /// <param name="timeout">How long the item was allowed to take.</param>
    /// <param name="innerException">What the function ended with, or null when it did not end.</param>
    public ItemTimeoutException(string message, long itemIndex, TimeSpan timeout, Exception? innerException)
        : base(message, innerException)
    {
        ItemIndex = itemIndex;
        Timeout = timeout;
    }

    /// <summary>Gets the index of the item in the job, from 0.</summary>
    public long ItemIndex { get; init; }

    /// <summary>Gets how long the item was allowed to take.</summary>
    public TimeSpan Timeout { get; init; }
}
