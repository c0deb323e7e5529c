using System.ComponentModel;
using System.Diagnostics;

namespace OrleansPool.Benchmarks.Peers.Launching;

/// <summary>Finds interpreters.</summary>
internal static class Python
{
    /// <summary>The one that the user gets.</summary>
    public const string Usual = "python3";

    /// <summary>The one that Debian's packages are for.</summary>
    public const string Debians = "/usr/bin/python3";

    public static string Script { get; } = Path.Combine(AppContext.BaseDirectory, "python", "main.py");

    /// <summary>Whether an interpreter is there and finds a module.</summary>
    public static async Task<bool> HasAsync(string interpreter, string module)
    {
        string code = $"import importlib.util, sys; sys.exit(importlib.util.find_spec('{module}') is None)";
        var start = new ProcessStartInfo(interpreter, ["-c", code]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }
}
