namespace OrleansPool;

/// <summary>An item was running when its worker was lost, as often as <c>JobOptions.MaxAttempts</c> allows. Other items are not affected.</summary>
public sealed class WorkerLostException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public WorkerLostException(string message)
        : this(message, null)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public WorkerLostException(string message, Exception? innerException)
        : base(message, innerException)
    {
        Silo = "";
    }

    /// <summary>Makes the exception with its facts.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="itemIndex">Index of the item in the job, from 0.</param>
    /// <param name="attempts">How often it was started.</param>
    /// <param name="silo">The silo that was lost last.</param>
    public WorkerLostException(string message, long itemIndex, int attempts, string silo)
        : base(message)
    {
        ItemIndex = itemIndex;
        Attempts = attempts;
        Silo = silo;
    }

    /// <summary>Index of the item in the job, from 0.</summary>
    public long ItemIndex { get; init; }

    /// <summary>How often the item was started.</summary>
    public int Attempts { get; init; }

    /// <summary>The silo that was lost last.</summary>
    public string Silo { get; init; }
}
