using System.Diagnostics;

namespace OrleansPool.Processes;

/// <summary>
/// Kills what is left when this process ends, however it does: a shell that knows the children's numbers and waits for the end of its input.
/// </summary>
internal static class ProcessGuard
{
    private const string Script = """
        trap '' INT TERM HUP
        left=
        while read -r what id; do
          case $what in
            watch) left="$left $id " ;;
            forget) left=$(printf %s "$left" | sed "s/ $id / /") ;;
          esac
        done
        [ -z "$(printf %s "$left" | tr -d ' ')" ] || kill -9 $left 2>/dev/null
        """;

    private static readonly Lock Gate = new();
    private static Process? Shell;

    public static void Watch(int process) => Tell("watch", process);

    public static void Forget(int process) => Tell("forget", process);

    private static void Tell(string what, int process)
    {
        if (OperatingSystem.IsWindows())
        {
            // There is no such shell.
            return;
        }

        lock (Gate)
        {
            Shell ??= Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true })!;
            Shell.StandardInput.WriteLine($"{what} {process}");
            Shell.StandardInput.Flush();
        }
    }
}
