using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansPool.Diagnostics;

/// <summary>What a silo counts, for whoever listens to the meter "OrleansPool". Without a listener each call is a look at a field.</summary>
internal sealed class PoolMeter : IDisposable
{
    public const string Name = "OrleansPool";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 1800, 3600],
    };

    private readonly Meter? _own;
    private readonly Meter _meter;
    private readonly Counter<long> _jobsStarted;
    private readonly Histogram<double> _jobDuration;
    private readonly Counter<long> _itemsCompleted;
    private readonly Counter<long> _itemsRetried;
    private readonly Counter<long> _runsLost;
    private readonly Histogram<double> _chunkDuration;
    private readonly Histogram<double> _queueDuration;
    private readonly Counter<long> _silosLost;
    private readonly Counter<long> _workersLost;
    private readonly Counter<long> _workersWrittenOff;
    private readonly Counter<long> _inputBytes;
    private readonly Counter<long> _resultBytes;
    private readonly Counter<long> _eventsDropped;

    public PoolMeter(IServiceProvider services)
    {
        // The factory's meters end with its container; another one ends with this.
        _own = services.GetService<IMeterFactory>() is null ? new Meter(Name) : null;
        _meter = _own ?? services.GetRequiredService<IMeterFactory>().Create(Name);
        _jobsStarted = _meter.CreateCounter<long>(InstrumentNames.JobsStarted, "{job}", "Jobs that came to a coordinator on this silo.");
        _jobDuration = _meter.CreateHistogram(InstrumentNames.JobDuration, "s", "Time from the start of a job to its end.", advice: Seconds);
        _itemsCompleted = _meter.CreateCounter<long>(InstrumentNames.ItemsCompleted, "{item}", "Items that ended, by outcome.");
        _itemsRetried = _meter.CreateCounter<long>(InstrumentNames.ItemsRetried, "{item}", "Items that are run again because their function threw.");
        _runsLost = _meter.CreateCounter<long>(InstrumentNames.RunsLost, "{run}", "Runs of items that were lost with a worker or a silo.");
        _chunkDuration = _meter.CreateHistogram(InstrumentNames.ChunkDuration, "s", "Time that a worker spent on one lease of items.", advice: Seconds);
        _queueDuration = _meter.CreateHistogram(InstrumentNames.QueueDuration, "s", "Time from the coordinator's receipt of items to their start.", advice: Seconds);
        _silosLost = _meter.CreateCounter<long>(InstrumentNames.SilosLost, "{silo}", "Silos that a coordinator lost while its pool was open.");
        _workersLost = _meter.CreateCounter<long>(InstrumentNames.WorkersLost, "{worker}", "Worker processes that ended while they ran items.");
        _workersWrittenOff = _meter.CreateCounter<long>(
            InstrumentNames.WorkersWrittenOff,
            "{worker}",
            "Workers whose function did not end in time: their threads may run on unseen.");
        _inputBytes = _meter.CreateCounter<long>(InstrumentNames.InputBytes, "By", "Bytes of encoded items that came to coordinators.");
        _resultBytes = _meter.CreateCounter<long>(InstrumentNames.ResultBytes, "By", "Bytes of encoded results that came to coordinators.");
        _eventsDropped = _meter.CreateCounter<long>(InstrumentNames.EventsDropped, "{event}", "Events of the job stream that its provider did not take in time.");
    }

    /// <summary>Whether runs of leases are to be measured.</summary>
    public bool MeasuresChunks => _chunkDuration.Enabled || _queueDuration.Enabled;

    /// <summary>Whether ends of jobs are to be measured.</summary>
    public bool MeasuresJobs => _jobDuration.Enabled;

    /// <summary>Has the meter ask for what stands, when somebody reads it.</summary>
    public void Observe(Func<int> workers, Func<int> busy, Func<int> queue, Func<int> pools, Func<int> jobs)
    {
        _meter.CreateObservableUpDownCounter(InstrumentNames.SlotsLimit, workers, "{slot}", "Items that the silo may run at the same time.");
        _meter.CreateObservableUpDownCounter(InstrumentNames.SlotsUsed, busy, "{slot}", "Slots at work.");
        _meter.CreateObservableUpDownCounter(InstrumentNames.SlotsFree, () => Math.Max(0, workers() - busy()), "{slot}", "Slots without work.");
        _meter.CreateObservableUpDownCounter(InstrumentNames.QueueLength, queue, "{chunk}", "Leases that wait on the silo for a slot.");
        _meter.CreateObservableUpDownCounter(InstrumentNames.PoolsActive, pools, "{pool}", "Pools whose coordinator is on the silo.");
        _meter.CreateObservableUpDownCounter(InstrumentNames.JobsActive, jobs, "{job}", "Jobs under way whose coordinator is on the silo.");
    }

    public void JobStarted(string verb) => _jobsStarted.Add(1, new KeyValuePair<string, object?>("verb", verb));

    public void JobEnded(JobView job) => _jobDuration.Record(
        job.Elapsed.TotalSeconds,
        new KeyValuePair<string, object?>("verb", job.Verb),
        new KeyValuePair<string, object?>("state", job.State.ToString().ToLowerInvariant()));

    public void ItemsCompleted(int items, int failed, long bytes)
    {
        if (_itemsCompleted.Enabled)
        {
            Count(items - failed, "succeeded");
            Count(failed, "failed");
        }

        _resultBytes.Add(bytes);
    }

    public void ItemsCame(int retried, long bytes)
    {
        _inputBytes.Add(bytes);
        if (retried > 0)
        {
            _itemsRetried.Add(retried);
        }
    }

    public void RunLost() => _runsLost.Add(1);

    public void ChunkRan(TimeSpan duration, TimeSpan queued)
    {
        _chunkDuration.Record(duration.TotalSeconds);
        _queueDuration.Record(queued.TotalSeconds);
    }

    public void SiloLost() => _silosLost.Add(1);

    public void WorkerLost() => _workersLost.Add(1);

    /// <summary>A worker was given up, or what it ran at its begin or end.</summary>
    /// <param name="reason">item_timeout, job_ended, initializer or finalizer.</param>
    public void WorkerWrittenOff(string reason) => _workersWrittenOff.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void EventsDropped(int events) => _eventsDropped.Add(events);

    public void Dispose() => _own?.Dispose();

    private void Count(int items, string outcome)
    {
        if (items > 0)
        {
            _itemsCompleted.Add(items, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
