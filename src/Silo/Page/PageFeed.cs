using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OrleansPool.Silo.Page;

/// <summary>One picture a second for all viewers together: the cluster is asked once however many look, and not at all when nobody does.</summary>
internal sealed class PageFeed(IPageSource source, TimeProvider time)
{
    public const int MostViewers = 50;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private TaskCompletionSource<ReadOnlyMemory<byte>> _next = New();
    private ReadOnlyMemory<byte> _latest;
    private int _viewers;
    private bool _isPolling;

    /// <summary>Pictures as they come, until the viewer goes. One that is slow gets the latest.</summary>
    /// <exception cref="InvalidOperationException">There are too many viewers.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> latest = Enter();
        try
        {
            if (!latest.IsEmpty)
            {
                yield return latest;
            }

            while (true)
            {
                Task<ReadOnlyMemory<byte>> next;
                lock (_gate)
                {
                    next = _next.Task;
                }

                yield return await next.WaitAsync(cancellationToken).ConfigureAwait(false);
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

    private static TaskCompletionSource<ReadOnlyMemory<byte>> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns what the others have seen last, if there are any.</summary>
    private ReadOnlyMemory<byte> Enter()
    {
        lock (_gate)
        {
            if (_viewers == MostViewers)
            {
                throw new InvalidOperationException($"{MostViewers} viewers look at this page already.");
            }

            _viewers++;
            if (_isPolling)
            {
                return _latest;
            }

            _isPolling = true;
        }

        _ = PollAsync();
        return default;
    }

    private async Task PollAsync()
    {
        while (HasViewers())
        {
            try
            {
                ClusterPicture picture = await source.DescribeAsync().ConfigureAwait(false);
                Publish(JsonSerializer.SerializeToUtf8Bytes(picture, PageJson.Options));
            }
            catch (Exception)
            {
                // The silo is starting or stopping: viewers see that nothing comes, and the next second is another try.
            }

            await Task.Delay(Period, time).ConfigureAwait(false);
        }
    }

    private bool HasViewers()
    {
        lock (_gate)
        {
            _isPolling = _viewers > 0;
            _latest = _isPolling ? _latest : default;
            return _isPolling;
        }
    }

    private void Publish(ReadOnlyMemory<byte> picture)
    {
        TaskCompletionSource<ReadOnlyMemory<byte>> waiting;
        lock (_gate)
        {
            (waiting, _next, _latest) = (_next, New(), picture);
        }

        waiting.SetResult(picture);
    }
}
