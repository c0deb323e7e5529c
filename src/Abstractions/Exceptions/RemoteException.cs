namespace OrleansPool;

/// <summary>A user's function threw, and its exception cannot be rebuilt here completely. Type, message and stack are those of the original.</summary>
public sealed class RemoteException : PoolException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened.</param>
    public RemoteException(string message)
        : this(message, null)
    {
    }

    /// <summary>Makes the exception with its message and the exception that caused it.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause, or null.</param>
    public RemoteException(string message, Exception? innerException)
        : base(message, innerException)
    {
        RemoteType = "";
        RemoteMessage = message;
    }

    /// <summary>Full name of the type of the exception that was thrown.</summary>
    public string RemoteType { get; init; }

    /// <summary>Its message.</summary>
    public string RemoteMessage { get; init; }

    /// <summary>Its stack trace on the silo, or null when it had none.</summary>
    public string? RemoteStackTrace { get; init; }

    /// <summary>Type, message and causes, the remote stack, and then the stack here.</summary>
    /// <returns>The description.</returns>
    public override string ToString()
    {
        string inner = InnerException is null ? "" : $"{Environment.NewLine} ---> {InnerException}{Environment.NewLine}   --- End of inner exception stack trace ---";
        string remote = RemoteStackTrace is null ? "" : $"{Environment.NewLine}{RemoteStackTrace}{Environment.NewLine}   --- End of remote stack trace ---";
        string local = StackTrace is null ? "" : $"{Environment.NewLine}{StackTrace}";
        return $"{GetType().FullName}: {Message}{SeeAlso}{inner}{remote}{local}";
    }
}
