using Microsoft.Extensions.Options;

namespace OrleansPool.Silo.Hosting;

/// <summary>The silo cannot start, for the reason in the message, which also says what to do.</summary>
internal sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What its process ends with: options that do not fit together fail again, all else may not.</summary>
    public int ExitCode => IsOfOptions(InnerException) ? Hosting.ExitCode.WrongUsage : Hosting.ExitCode.NotStarted;

    private static bool IsOfOptions(Exception? error) => error is not null && (error is OptionsValidationException || IsOfOptions(error.InnerException));
}
