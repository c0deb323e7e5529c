using OrleansPool.Processes;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>The programs with a pool, each in a process of its own.</summary>
internal static class PoolProgram
{
    public static ChildProcess Start(string mode)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "PoolProgram.dll");
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

        // A background job of a shell ignores Ctrl+C, and so would the program.
        return OperatingSystem.IsLinux()
            ? ChildProcess.Start($"The program '{mode}'", "env", ["--default-signal=INT", dotnet, program, mode])
            : ChildProcess.Start($"The program '{mode}'", dotnet, [program, mode]);
    }
}
