namespace OrleansPool;

/// <summary>A silo may not run the function, or one that an item or a shared value holds: its policy for code, or a limit on code packages, is against it.</summary>
/// <remarks>Nothing of it ran and nothing of its package was loaded. What a silo accepts is set there, see <c>PoolSiloOptions.Code</c>.</remarks>
public sealed class CodeRefusedException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public CodeRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    public CodeRefusedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
