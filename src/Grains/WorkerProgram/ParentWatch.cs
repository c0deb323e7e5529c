using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansPool.WorkerProgram;

/// <summary>
/// A worker's process does not outlive its silo. It sees the end of the pipe; and on Linux the system kills it as well, should it be unable to see anything.
/// </summary>
internal static partial class ParentWatch
{
    private const int SetParentDeathSignal = 1;
    private const int Kill = 9;

    public static void EndWith(int silo)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _ = PrCtl(SetParentDeathSignal, Kill, 0, 0, 0);
        if (GetParent() != silo)
        {
            // It ended before this was said.
            Process.GetCurrentProcess().Kill();
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int PrCtl(int option, nint argument, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();
}
