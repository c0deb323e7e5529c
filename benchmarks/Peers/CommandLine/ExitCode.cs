using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Peers.CommandLine;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    public const int AllWell = 0;
    public const int Short = 1;
    public const int WrongUsage = ReleaseBuild.Refused;
}
