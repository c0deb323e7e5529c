namespace OrleansPool;

/// <summary>A callback that threw.</summary>
/// <param name="jobId">The job whose callback it was.</param>
/// <param name="error">What it threw.</param>
public sealed class CallbackFailedEventArgs(string jobId, Exception error) : EventArgs
{
    /// <summary>Gets the job whose callback threw.</summary>
    public string JobId { get; } = jobId;

    /// <summary>Gets what the callback threw.</summary>
    public Exception Error { get; } = error;
}
