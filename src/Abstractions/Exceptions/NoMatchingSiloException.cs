namespace OrleansPool;

/// <summary>No silo of the cluster has the labels that a job asks for, so that the job cannot run.</summary>
/// <remarks>
/// Where the pool knows the labels of its silos already, such a job is refused at the call, with <c>OptionsValidationException</c>. This comes
/// when that shows later: the pool had yet to connect, or the last silo with these labels went away and none came for 30 seconds.
/// </remarks>
public sealed class NoMatchingSiloException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public NoMatchingSiloException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public NoMatchingSiloException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
