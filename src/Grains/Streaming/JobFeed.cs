using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using OrleansPool.Diagnostics;
using OrleansPool.Hosting;
using OrleansPool.Wire;

namespace OrleansPool.Streaming;

/// <summary>
/// The events of this silo's coordinators, on their way to the application's stream provider. Bounded: a provider that is slow costs events, which are
/// counted, and never memory or a job's time. Without a provider nothing is done. Thread-safe.
/// </summary>
internal sealed partial class JobFeed : ILifecycleParticipant<ISiloLifecycle>
{
    private const int Most = 1_000;
    private const int MostAtOnce = 100;

    /// <summary>How long a batch may fail before it is dropped.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long a silo that stops tries to tell what it has not told yet.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

    private readonly string? _provider;
    private readonly IServiceProvider _services;
    private readonly PoolMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly EventQueue _waiting = new(Most);
    private readonly Pump _pump;
    private IAsyncStream<JobEvent>? _stream;
    private TaskCompletionSource? _flush;
    private int _dropped;

    // Taken, and not yet with the provider.
    private volatile int _underWay;

    public JobFeed(IOptions<PoolSiloOptions> options, IServiceProvider services, PoolMeter meter, TimeProvider time, ILogger<JobFeed> logger)
    {
        _provider = options.Value.JobStreamProvider;
        _services = services;
        _meter = meter;
        _time = time;
        _logger = logger;
        _pump = new Pump(SendAllAsync, TaskScheduler.Default);
    }

    /// <summary>Whether anybody may want to hear.</summary>
    public bool IsOn => _provider is not null;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<JobFeed>(PoolStages.Streams, _ => Task.CompletedTask, FlushAsync);

    public void Tell(JobEventKind kind, JobView job)
    {
        if (!IsOn)
        {
            return;
        }

        lock (_gate)
        {
            if (_waiting.Add(new JobEvent { Kind = kind, Job = job, At = _time.GetUtcNow() }) is > 0 and int dropped)
            {
                _dropped += dropped;
                _meter.EventsDropped(dropped);
            }
        }

        _pump.Signal();
    }

    /// <summary>Sends what waits, the ends of jobs among it; when the silo is being killed, or that takes long, it is lost.</summary>
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!IsOn || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _flush, flushed);
        _pump.Signal();
        await flushed.Task.WaitAsync(StopPatience, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        int left;
        lock (_gate)
        {
            left = _waiting.Count + _underWay;
        }

        if (left > 0)
        {
            LogNotFlushed(_provider!, left);
            _meter.EventsDropped(left);
        }
    }

    private async Task SendAllAsync()
    {
        // A step that began before does not know of it: it may have looked already whether something waits.
        TaskCompletionSource? flush = Interlocked.Exchange(ref _flush, null);
        await SendWaitingAsync().ConfigureAwait(false);
        flush?.TrySetResult();
    }

    private async Task SendWaitingAsync()
    {
        while (Take() is { Count: > 0 } events)
        {
            await SendAsync(events).ConfigureAwait(false);
        }
    }

    private List<JobEvent> Take()
    {
        lock (_gate)
        {
            List<JobEvent> events = _waiting.Take(MostAtOnce);
            if (events.Count > 0 && _dropped > 0)
            {
                events[0] = events[0] with { Dropped = _dropped };
                _dropped = 0;
            }

            return events;
        }
    }

    private async Task SendAsync(List<JobEvent> events)
    {
        var backOff = new BackOff(_time);
        long started = _time.GetTimestamp();
        int sent = 0;
        while (true)
        {
            try
            {
                _stream ??= _services.JobEvents(_provider!);
                for (; sent < events.Count; sent++)
                {
                    _underWay = events.Count - sent;

                    // One by one: not all providers take batches. After an error it goes on where it was, so that events stay in order.
                    await _stream.OnNextAsync(events[sent]).ConfigureAwait(false);
                }

                _underWay = 0;
                return;
            }
            catch (Exception error)
            {
                if (_time.GetElapsedTime(started) > Patience)
                {
                    _underWay = 0;
                    Drop(events[sent..], error);
                    return;
                }
            }

            await backOff.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Drop(List<JobEvent> events, Exception error)
    {
        LogDropped(_provider!, events.Count, error);
        _meter.EventsDropped(events.Count);
        lock (_gate)
        {
            _dropped += events.Count + events.Sum(each => each.Dropped);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream provider {Provider} did not take {Events} events of jobs; they are dropped, and jobs go on. Look at the provider")]
    private partial void LogDropped(string provider, int events, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stream provider {Provider} did not take the last {Events} events of jobs before this silo stopped; they are lost. Look at the provider")]
    private partial void LogNotFlushed(string provider, int events);
}
