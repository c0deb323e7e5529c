using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansPool.Processes;

/// <summary>Signals, which .NET cannot send.</summary>
internal static partial class Posix
{
    public const int SigInt = 2;
    public const int SigKill = 9;
    public const int SigTerm = 15;

    public static int SigStop => OperatingSystem.IsMacOS() ? 17 : 19;

    public static int SigCont => OperatingSystem.IsMacOS() ? 19 : 18;

    /// <exception cref="InvalidOperationException">The signal could not be sent.</exception>
    public static void Signal(int process, int signal)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Silos are killed, stopped and continued by signals, which Windows does not have. Run this on Linux or macOS.");
        }

        if (Kill(process, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} could not be sent to process {process}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>The same to a process that may have ended.</summary>
    public static void SignalIfThere(int process, int signal) => _ = Kill(process, signal);

    /// <summary>The processes that a process has started and that live. Known on Linux only.</summary>
    public static int[] ChildrenOf(int process) => Directory.Exists($"/proc/{process}/task")
        ? [.. Directory.EnumerateDirectories($"/proc/{process}/task").SelectMany(thread => Read(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse)]
        : [];

    /// <summary>
    /// Waits until no thread of a process runs any more. A signal is only sent by then: on a busy machine threads go on for long before they take it.
    /// </summary>
    /// <exception cref="InvalidOperationException">One still runs when the time is up.</exception>
    public static void WaitUntilStopped(int process, TimeSpan patience)
    {
        if (!OperatingSystem.IsLinux())
        {
            // Nothing tells of threads elsewhere.
            return;
        }

        var clock = Stopwatch.StartNew();
        while (!ThreadStates(process).All(state => state is 'T' or 'Z' or 'X'))
        {
            if (clock.Elapsed > patience)
            {
                throw new InvalidOperationException($"Process {process} was sent a signal to stop and still runs after {patience.TotalSeconds} s.");
            }

            Thread.Sleep(1);
        }
    }

    private static IEnumerable<char> ThreadStates(int process)
    {
        if (!Directory.Exists($"/proc/{process}/task"))
        {
            yield break;
        }

        foreach (string thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            // The state is behind the name, which is in brackets and may hold anything.
            if (Read(Path.Combine(thread, "stat")) is { Length: > 0 } stat)
            {
                yield return stat[stat.LastIndexOf(')') + 2];
            }
        }
    }

    /// <summary>Nothing of what has just ended.</summary>
    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
