using System.Runtime.CompilerServices;
using OrleansPool.Watching;

namespace OrleansPool.Silo.Page;

/// <summary>What is new, for all viewers together: the cluster is followed once however many look, and not at all when nobody does.</summary>
internal sealed class PageFeed(IPageSource source, TimeProvider time)
{
    public const int MostViewers = 50;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly ClusterFollower _follower = new(source.DescribeAsync, source.NewsAsync, time);
    private TaskCompletionSource<PagePicture> _next = New();
    private PagePicture? _latest;
    private long _count;
    private int _viewers;
    private bool _isFollowing;

    /// <summary>Pictures as they come, until the viewer goes. One that is slow gets the latest.</summary>
    /// <exception cref="InvalidOperationException">There are too many viewers.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PagePicture? latest = Enter();
        try
        {
            if (latest is not null)
            {
                yield return latest.After(null);
            }

            while (true)
            {
                PagePicture next = await NextAsync(latest?.Number).WaitAsync(cancellationToken).ConfigureAwait(false);
                yield return next.After(latest?.Number);
                latest = next;
            }
        }
        finally
        {
            lock (_gate)
            {
                _viewers--;
            }
        }
    }

    private static TaskCompletionSource<PagePicture> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<PagePicture> NextAsync(long? seen)
    {
        lock (_gate)
        {
            return _latest is not null && _latest.Number != seen ? Task.FromResult(_latest) : _next.Task;
        }
    }

    /// <summary>Returns what the others have seen last, if there are any.</summary>
    private PagePicture? Enter()
    {
        lock (_gate)
        {
            if (_viewers == MostViewers)
            {
                throw new InvalidOperationException($"{MostViewers} viewers look at this page already.");
            }

            _viewers++;
            if (_isFollowing)
            {
                return _latest;
            }

            _isFollowing = true;
        }

        _ = FollowAsync();
        return null;
    }

    private async Task FollowAsync()
    {
        while (HasViewers())
        {
            try
            {
                await foreach (ClusterChange change in _follower.FollowAsync(CancellationToken.None).ConfigureAwait(false))
                {
                    Publish(change);
                    if (!HasViewers())
                    {
                        return;
                    }
                }
            }
            catch (Exception)
            {
                // The silo is starting or stopping: viewers see that nothing comes, and the next second is another try.
                await Task.Delay(Period, time).ConfigureAwait(false);
            }
        }
    }

    private bool HasViewers()
    {
        lock (_gate)
        {
            _isFollowing = _viewers > 0;
            _latest = _isFollowing ? _latest : null;
            return _isFollowing;
        }
    }

    private void Publish(ClusterChange change)
    {
        TaskCompletionSource<PagePicture> waiting;
        PagePicture picture;
        lock (_gate)
        {
            picture = new PagePicture(_count++, change);
            (waiting, _next, _latest) = (_next, New(), picture);
        }

        waiting.SetResult(picture);
    }
}
