using System.Diagnostics.CodeAnalysis;

namespace OrleansPool.Silo.Hosting;

/// <summary>Ends the process without waiting for anything but the log.</summary>
internal static class ProcessEnd
{
    /// <summary>The console's log is written by a thread of its own.</summary>
    private static readonly TimeSpan LogPatience = TimeSpan.FromMilliseconds(200);

    [DoesNotReturn]
    public static void Now(int exitCode)
    {
        Thread.Sleep(LogPatience);
        Environment.Exit(exitCode);
    }
}
