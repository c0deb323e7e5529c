namespace OrleansPool;

/// <summary>The base of all exceptions that a pool itself raises.</summary>
public abstract class PoolException : Exception
{
    /// <summary>Makes the exception with its message and, where there is one, the exception that caused it.</summary>
    /// <param name="message">What happened, with the numbers, and what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    protected PoolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
        if (GetType() is { IsPublic: true } type && type.Assembly == typeof(PoolException).Assembly)
        {
            HelpLink = DocLinks.To("errors", type.Name.ToLowerInvariant());
        }
    }

    /// <summary>Type and message, where the page on errors speaks of it (<see cref="Exception.HelpLink"/>), causes and stack.</summary>
    /// <returns>The description.</returns>
    public override string ToString()
    {
        string head = $"{GetType()}: {Message}";
        string text = base.ToString();
        return text.StartsWith(head, StringComparison.Ordinal) ? $"{head}{SeeAlso}{text[head.Length..]}" : text;
    }

    /// <summary>The line that follows the message.</summary>
    private protected string SeeAlso => HelpLink is { } link ? $"{Environment.NewLine}   See {link}" : "";
}
