using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using OrleansPool.Hosting;
using OrleansPool.Wire;

namespace OrleansPool.Streaming;

/// <summary>Listens to the job stream for those who watch the cluster by way of this silo: while somebody asks, and not otherwise. Thread-safe.</summary>
internal sealed partial class JobListener : ILifecycleParticipant<ISiloLifecycle>
{
    private const int MostKept = 1_000;

    /// <summary>How long an answer waits for something to tell.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(0.5);

    /// <summary>Nobody has asked for so long: nobody watches. Also after how long it is tried again to subscribe.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly string? _provider;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly NewsBook _book = new(MostKept, Random.Shared.NextInt64(1L << 40, 1L << 60));
    private Task<StreamSubscriptionHandle<JobEvent>>? _subscription;
    private ITimer? _rest;
    private long _asked;
    private bool _isStopping;

    public JobListener(IOptions<PoolSiloOptions> options, IServiceProvider services, TimeProvider time, ILogger<JobListener> logger)
    {
        _provider = options.Value.JobStreamProvider;
        _services = services;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<JobListener>(PoolStages.Streams, _ => Task.CompletedTask, StopAsync);

    /// <summary>What came since a mark; waits for it a moment.</summary>
    public async Task<JobNews> NewsAsync(long since)
    {
        if (_provider is null || !await IsListeningAsync().ConfigureAwait(false))
        {
            return JobNews.None;
        }

        Task came = _book.CameAsync();
        JobNews news = _book.Since(since);
        if (news.Jobs.Length > 0 || news.HasGap)
        {
            return news;
        }

        await came.WaitAsync(Wait, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _book.Since(since);
    }

    private async Task<bool> IsListeningAsync()
    {
        Task<StreamSubscriptionHandle<JobEvent>> subscription;
        lock (_gate)
        {
            if (_isStopping)
            {
                return false;
            }

            _asked = _time.GetTimestamp();
            _rest ??= _time.CreateTimer(_ => EndIfUnasked(), null, Rest, Rest);

            // Not in the turn of the grain that asks: it is the silo that listens.
            subscription = _subscription ??= Task.Run(SubscribeAsync);
        }

        await ((Task)subscription).WaitAsync(Wait, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return subscription.IsCompletedSuccessfully;
    }

    private async Task<StreamSubscriptionHandle<JobEvent>> SubscribeAsync()
    {
        try
        {
            return await _services.JobEvents(_provider!).SubscribeAsync((heard, _) =>
            {
                _book.Add(heard);
                return Task.CompletedTask;
            }).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogNotListening(_provider!, error);
            throw;
        }
    }

    private void EndIfUnasked()
    {
        Task<StreamSubscriptionHandle<JobEvent>>? subscription;
        lock (_gate)
        {
            subscription = _subscription;
            bool hasFailed = subscription is { IsCompleted: true, IsCompletedSuccessfully: false };
            bool isUnasked = _time.GetElapsedTime(_asked) >= Rest;
            if (!hasFailed && !isUnasked)
            {
                return;
            }

            _subscription = null;
            if (isUnasked)
            {
                _rest?.Dispose();
                _rest = null;
            }
        }

        _ = EndAsync(subscription);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        Task<StreamSubscriptionHandle<JobEvent>>? subscription;
        lock (_gate)
        {
            _isStopping = true;
            _rest?.Dispose();
            (subscription, _subscription) = (_subscription, null);
        }

        await EndAsync(subscription).WaitAsync(StopPatience, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task EndAsync(Task<StreamSubscriptionHandle<JobEvent>>? subscription)
    {
        if (subscription is null)
        {
            return;
        }

        try
        {
            await (await subscription.ConfigureAwait(false)).UnsubscribeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The stream finds out by itself that nobody is here.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The job stream of provider {Provider} cannot be listened to; whoever watches by way of this silo sees jobs every second. Look at the provider")]
    private partial void LogNotListening(string provider, Exception error);
}
