using System.Globalization;

namespace OrleansPool.WorkerProcesses;

/// <summary>Where a worker's process finds its silo: a pipe and a page of memory, of this user only.</summary>
/// <param name="Pipe">Name of the pipe.</param>
/// <param name="Page">File of the page.</param>
/// <param name="Silo">The silo's process.</param>
internal sealed record WorkerAddress(string Pipe, string Page, int Silo)
{
    /// <summary>The environment variable that makes a process of the application the process of a worker.</summary>
    public const string Variable = "ORLEANSPOOL_WORKER";

    private const string SharedMemory = "/dev/shm";

    public static WorkerAddress New()
    {
        // Names of sockets are short, and the folder for temporary files may be deep or read-only.
        string folder = Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath();
        string name = $"orleanspool-{Environment.ProcessId}-{Guid.NewGuid():N}"[..40];
        return new WorkerAddress(OperatingSystem.IsWindows() ? name : Path.Combine(folder, $"{name}.pipe"), Path.Combine(folder, $"{name}.page"), Environment.ProcessId);
    }

    public static WorkerAddress Parse(string text)
    {
        string[] parts = text.Split('|');
        return new WorkerAddress(parts[0], parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    public override string ToString() => $"{Pipe}|{Page}|{Silo}";

    /// <summary>Both sides have opened what they need: nothing is left behind, however they end.</summary>
    public void Remove()
    {
        try
        {
            File.Delete(Page);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(Pipe);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // On Windows a file that is open stays until it is closed, and then for the next clean-up.
            return;
        }
    }
}
