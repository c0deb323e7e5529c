using System.Runtime.CompilerServices;
using OrleansPool.Wire;

namespace OrleansPool.Watching;

/// <summary>
/// Follows a cluster: jobs as the job stream tells of them, and a picture of all every second in which something runs or happens. So what the stream loses, and
/// what only silos know, is right a second later; and where there is no stream the pictures are all there is.
/// </summary>
/// <param name="describe">Asks for a picture.</param>
/// <param name="ask">Asks for what came on the stream since a mark; waits for it a moment.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterFollower(Func<Task<ClusterPicture>> describe, Func<long, Task<JobNews>> ask, TimeProvider time)
{
    /// <summary>Between pictures while something goes on, or nobody would tell.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Between pictures while the stream is silent and nothing runs.</summary>
    private static readonly TimeSpan QuietPeriod = TimeSpan.FromSeconds(3);

    /// <summary>What comes meanwhile is one change.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    /// <exception cref="OperationCanceledException">It was cancelled: it has no other end.</exception>
    public async IAsyncEnumerable<ClusterChange> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ClusterPicture? picture = null;
        long mark = 0;
        long looked = 0;
        bool isStale = false;
        while (true)
        {
            JobNews news = await AskAsync(mark).WaitAsync(cancellationToken).ConfigureAwait(false);
            mark = news.IsLive ? news.Mark : mark;
            isStale |= !news.IsLive || news.HasGap || news.Jobs.Length > 0;
            if (picture is not null && JobMerge.Into(picture, news.Jobs) is ({ } merged, { Count: > 0 } changed))
            {
                picture = merged;
                yield return new ClusterChange(picture, changed);
            }

            TimeSpan left = TimeSpan.Zero;
            if (picture is not null)
            {
                bool isQuiet = !isStale && picture.Jobs.All(job => job.State != JobState.Running);
                left = (isQuiet ? QuietPeriod : Period) - time.GetElapsedTime(looked);
            }

            if (left <= TimeSpan.Zero)
            {
                looked = time.GetTimestamp();
                picture = await describe().WaitAsync(cancellationToken).ConfigureAwait(false);
                isStale = false;
                yield return new ClusterChange(picture, null);
                left = Period;
            }

            await Task.Delay(news.IsLive ? Breath : left, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<JobNews> AskAsync(long mark)
    {
        try
        {
            return await ask(mark).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            // It is of another version, or stops.
            return JobNews.None;
        }
    }
}
