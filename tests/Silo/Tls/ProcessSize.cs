using System.Diagnostics;

namespace OrleansPool.SiloTests.Tls;

/// <summary>What a process takes of its machine.</summary>
internal readonly record struct ProcessSize(int Threads, long Megabytes)
{
    public static ProcessSize Of(int id)
    {
        using Process process = Process.GetProcessById(id);
        return new ProcessSize(process.Threads.Count, process.WorkingSet64 >> 20);
    }
}
