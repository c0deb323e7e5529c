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
        foreach (string thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(thread, "stat"));
            }
            catch (IOException)
            {
                // It has just ended.
                continue;
            }

            // Behind the name, which is in brackets and may hold anything.
            yield return stat[stat.LastIndexOf(')') + 2];
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
