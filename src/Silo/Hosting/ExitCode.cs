namespace OrleansPool.Silo.Hosting;

/// <summary>How the process of a silo ends.</summary>
internal static class ExitCode
{
    /// <summary>It was told to stop, drained, and left its cluster.</summary>
    public const int Stopped = 0;

    /// <summary>It could not start: a port in use, a store that does not answer, a wrong primary.</summary>
    public const int NotStarted = 1;

    /// <summary>An option is wrong, alone or together with others. The same command line fails again.</summary>
    public const int WrongUsage = 2;

    /// <summary>It lost its cluster: the other silos took it for dead, and gave its work to others. Start it again.</summary>
    public const int ClusterLost = 3;

    /// <summary>It was told twice to stop, and did so before it had drained. Other silos find out by its silence.</summary>
    public const int StoppedAtOnce = 4;

    /// <summary>It was told to stop and something failed on the way, or took too long: it ended all the same. Other silos find out by its silence.</summary>
    public const int StopFailed = 5;
}
