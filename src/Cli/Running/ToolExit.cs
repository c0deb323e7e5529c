using OrleansPool.Silo.Hosting;

namespace OrleansPool.Cli.Running;

/// <summary>How a command ends: one table for all of them, beside the silo's own in <see cref="ExitCode"/>, which stay as they are.</summary>
/// <remarks>1 to 101 of <c>exec</c> count failed jobs, as with GNU parallel, so every other meaning that a command may need lies above them.</remarks>
internal static class ToolExit
{
    /// <summary>All was done.</summary>
    public const int Done = ExitCode.Stopped;

    /// <summary>Something failed that no other code is for; a defect of this program.</summary>
    public const int Unexpected = 109;

    /// <summary>The command line is wrong. The same one fails again.</summary>
    public const int WrongUsage = ExitCode.WrongUsage;

    /// <summary>The same for <c>exec</c>, for which 2 counts jobs.</summary>
    public const int WrongExecUsage = 255;

    /// <summary>More than 100 jobs of <c>exec</c> failed.</summary>
    public const int MoreFailed = 101;

    /// <summary>An item failed, and ended the run.</summary>
    public const int ItemFailed = 110;

    /// <summary>All items were run, and some of them failed and were kept.</summary>
    public const int ItemsKept = 111;

    /// <summary>A line of the input is not what the function takes.</summary>
    public const int WrongInput = 112;

    /// <summary>The assembly or the function cannot be used.</summary>
    public const int NoFunction = 113;

    /// <summary>No silo of the cluster can be reached, or the cluster went away.</summary>
    public const int NoCluster = 114;

    /// <summary>The silos refuse to do it.</summary>
    public const int Refused = 115;

    /// <summary>A file cannot be read or written; the disk is full.</summary>
    public const int FileTrouble = 116;

    /// <summary>What is there cannot be continued: the input, the output or the arguments have changed.</summary>
    public const int CannotResume = 117;

    /// <summary>The cluster has no such silo or job.</summary>
    public const int NotFound = 118;

    /// <summary>The doctor has found something to do.</summary>
    public const int Ailing = 119;

    /// <summary>Somebody else cancelled the job.</summary>
    public const int Cancelled = 120;

    /// <summary>Stopped by SIGINT, as shells count it.</summary>
    public const int Interrupted = 130;

    /// <summary>Told twice to stop, and ended at once.</summary>
    public const int EndedAtOnce = 137;

    /// <summary>Whoever read the output has gone.</summary>
    public const int ClosedPipe = 141;

    /// <summary>Stopped by SIGTERM, as shells count it.</summary>
    public const int Terminated = 143;
}
