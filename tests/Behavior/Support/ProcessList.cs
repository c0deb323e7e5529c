using System.Diagnostics;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>What is known of processes that are not this one's own.</summary>
internal static class ProcessList
{
    public static bool IsAlive(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
