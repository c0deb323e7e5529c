using System.Diagnostics;
using System.Diagnostics.Metrics;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Options;

/// <summary>
/// What metrics and traces cost a map while nobody listens: how many calls of instruments and of the activity source a map makes, counted by listening, times what
/// one costs when nobody does, against the processor time of the map. Holds on a loaded machine: nothing is compared that takes milliseconds.
/// </summary>
internal static class TelemetryCost
{
    private const string Name = "OrleansPool";
    private const double Most = 0.02;
    private const int Items = 1_000_000;
    private const int SingleItems = 100_000;
    private const int Calls = 10_000_000;

    private static readonly (string Name, Func<Pool, Task> Run)[] Works =
    [
        ("map, 1,000,000 ints", pool => pool.MapAsync(x => x + 1, Enumerable.Range(0, Items)).AsTask()),
        ("map, chunk size 1, 100,000 ints", pool => pool.MapAsync(x => x + 1, Enumerable.Range(0, SingleItems), chunkSize: 1).AsTask()),
    ];

    private static readonly ActivitySource Source = new($"{Name}.Nobody");

    /// <returns>Whether it is less than two hundredths.</returns>
    public static async Task<bool> RunAsync(int rounds)
    {
        (double record, double span) = (CostOf(Record()), CostOf(() => Source.StartActivity("nothing")));
        Console.WriteLine($"nobody listens: {record:F1} ns a measurement with a tag, {span:F1} ns a span that nobody wants");
        bool isLow = true;
        foreach ((string name, Func<Pool, Task> run) in Works)
        {
            double time = await TimeOfAsync(run, rounds);
            (double measurements, double spans) = await CountAsync(run, rounds);
            double cost = (measurements * record) + (spans * span);
            isLow &= cost < Most * time;
            Console.WriteLine($"{name}: {time / 1e6:F1} ms of processor time, {measurements:F0} measurements and {spans:F0} spans: {cost / 1e3:F1} µs, {cost / time:P3} [at most {Most:P0}]");
        }

        return isLow;
    }

    private static Action Record()
    {
        Counter<long> counter = new Meter($"{Name}.Nobody").CreateCounter<long>("nothing");
        return () => counter.Add(1, new KeyValuePair<string, object?>("tag", Name));
    }

    /// <summary>In nanoseconds, with the call of a delegate.</summary>
    private static double CostOf(Action call)
    {
        List<double> times = [];
        for (int round = 0; round < 5; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Calls; i++)
            {
                call();
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls);
        }

        return Medians.Of(times);
    }

    /// <summary>Processor time of one run, in nanoseconds: other programs on the machine count little.</summary>
    private static async Task<double> TimeOfAsync(Func<Pool, Task> run, int rounds)
    {
        await using Pool pool = await LocalPool.StartAsync();
        await run(pool);
        await run(pool);
        List<double> times = [];
        for (int round = 0; round < rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            await run(pool);
            times.Add((Environment.CpuUsage.TotalTime - before).TotalNanoseconds);
        }

        return Medians.Of(times);
    }

    private static async Task<(double Measurements, double Spans)> CountAsync(Func<Pool, Task> run, int rounds)
    {
        long measurements = 0;
        long spans = 0;
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Name && !instrument.IsObservable)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => Interlocked.Increment(ref measurements));
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref measurements));
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
            {
                Interlocked.Increment(ref spans);
                return ActivitySamplingResult.AllData;
            },
        };
        ActivitySource.AddActivityListener(activities);
        await using Pool pool = await LocalPool.StartAsync();
        await run(pool);
        (measurements, spans) = (0, 0);
        for (int round = 0; round < rounds; round++)
        {
            await run(pool);
        }

        return ((double)measurements / rounds, (double)spans / rounds);
    }
}
