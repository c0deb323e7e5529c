namespace OrleansPool;

/// <summary>A silo does not have the function's assembly, or has another build of it.</summary>
public sealed class FunctionNotFoundException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public FunctionNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public FunctionNotFoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
