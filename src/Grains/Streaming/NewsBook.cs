using OrleansPool.Wire;

namespace OrleansPool.Streaming;

/// <summary>The last events that were heard, numbered, so that many can ask for what came since they asked last. Bounded. Thread-safe.</summary>
/// <param name="most">How many are kept.</param>
/// <param name="first">The number of the first: such that the marks of other silos, and of this one before, mean nothing here.</param>
internal sealed class NewsBook(int most, long first)
{
    private readonly Lock _gate = new();
    private readonly Queue<JobView> _kept = new();
    private TaskCompletionSource _came = New();
    private long _next = first;

    /// <summary>Before this number something is missing.</summary>
    private long _known = first;

    public void Add(JobEvent heard)
    {
        TaskCompletionSource came;
        lock (_gate)
        {
            if (heard.Dropped > 0)
            {
                _known = _next + 1;
            }

            _kept.Enqueue(heard.Job);
            _next++;
            if (_kept.Count > most)
            {
                _kept.Dequeue();
            }

            (came, _came) = (_came, New());
        }

        came.SetResult();
    }

    /// <summary>Completes when something more is added.</summary>
    public Task CameAsync()
    {
        lock (_gate)
        {
            return _came.Task;
        }
    }

    /// <param name="mark">What the answer before had as its mark.</param>
    public JobNews Since(long mark)
    {
        lock (_gate)
        {
            long oldest = _next - _kept.Count;
            bool hasGap = mark < Math.Max(_known, oldest) || mark > _next;
            return new JobNews
            {
                IsLive = true,
                Mark = _next,
                HasGap = hasGap,
                Jobs = hasGap ? [] : [.. _kept.Skip((int)(mark - oldest)).Reverse().DistinctBy(job => job.Id).Reverse()],
            };
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
