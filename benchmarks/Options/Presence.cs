namespace OrleansPool.Benchmarks.Options;

/// <summary>How many items of the first and the second job run now: a local pool runs them in this process.</summary>
internal static class Presence
{
    private static readonly Lock Gate = new();
    private static readonly int[] Running = new int[2];
    private static (int Job, int Count, TaskCompletionSource Reached)? Wanted;

    public static int Sleep(int job, TimeSpan time)
    {
        Change(job, 1);
        Thread.Sleep(time);
        Change(job, -1);
        return job;
    }

    public static void Clear()
    {
        lock (Gate)
        {
            Wanted = null;
        }
    }

    /// <summary>Completes when that many items of the job run at the same time.</summary>
    public static Task ReachedAsync(int job, int count)
    {
        lock (Gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Running[job] >= count)
            {
                reached.SetResult();
            }

            Wanted = (job, count, reached);
            return reached.Task;
        }
    }

    /// <summary>Waits until no item runs.</summary>
    public static async Task EmptyAsync()
    {
        while (!IsEmpty())
        {
            await Task.Delay(10);
        }
    }

    private static bool IsEmpty()
    {
        lock (Gate)
        {
            return Running[0] + Running[1] == 0;
        }
    }

    private static void Change(int job, int by)
    {
        lock (Gate)
        {
            Running[job] += by;
            if (Wanted is { } wanted && wanted.Job == job && Running[job] >= wanted.Count)
            {
                wanted.Reached.TrySetResult();
            }
        }
    }
}
