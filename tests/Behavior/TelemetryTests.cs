using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.BehaviorTests;

/// <summary>What those who listen to the meter and the activity source "OrleansPool" get.</summary>
public sealed class TelemetryTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Trace_OfAJob_LinksItsChunksAndFailuresToTheCaller()
    {
        ConcurrentQueue<Activity> ended = [];
        using ActivityListener listener = ListenTo(ended);
        using Activity caller = new Activity("caller").Start();
        string?[] seen;
        string id;
        await using (Pool pool = await LocalPool.StartAsync(options => options.Workers = 2).Bounded())
        {
            MapResult<string?> result = pool.MapAsync(
                x => x == 3 ? throw new InvalidOperationException("three") : Activity.Current?.OperationName,
                Enumerable.Range(0, 10),
                options: new JobOptions { Name = "traced", ErrorMode = ErrorMode.Collect });
            Assert.Same(caller, Activity.Current);
            seen = await result.Bounded();
            id = result.JobId;
        }

        // The silo has ended with its pool, and with it all that it traced.
        Activity[] spans = [.. ended.Where(span => span.TraceId == caller.TraceId)];
        Activity job = Assert.Single(spans, span => span.OperationName == "orleanspool.job");
        Assert.Equal((caller.SpanId, "map traced", ActivityStatusCode.Unset), (job.ParentSpanId, job.DisplayName, job.Status));
        Assert.Equal((id, 10L, 1L), (job.GetTagItem("orleanspool.job.id"), job.GetTagItem("orleanspool.items.completed"), job.GetTagItem("orleanspool.items.failed")));
        Activity[] chunks = [.. spans.Where(span => span.OperationName == "orleanspool.chunk")];
        Assert.NotEmpty(chunks);
        Assert.All(chunks, chunk => Assert.Equal(job.SpanId, chunk.ParentSpanId));
        Activity item = Assert.Single(spans, span => span.OperationName == "orleanspool.item");
        Assert.Contains(item.ParentSpanId, chunks.Select(chunk => chunk.SpanId));
        Assert.Equal((ActivityStatusCode.Error, 3L), (item.Status, item.GetTagItem("orleanspool.item.index")));
        Assert.Equal("three", Assert.Single(item.Events).Tags.Single(tag => tag.Key == "exception.message").Value);
        Assert.All(seen.Where((_, index) => index != 3), name => Assert.Equal("orleanspool.chunk", name));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Trace_OfAJobInWorkerProcesses_GoesOnInThem_AndHasItsFailuresOnce()
    {
        ConcurrentQueue<Activity> ended = [];
        using ActivityListener listener = ListenTo(ended);
        using Activity caller = new Activity("caller").Start();
        string?[] seen;
        await using (Pool pool = await LocalPool.StartAsync(options => (options.Workers, options.Isolation) = (1, Isolation.Process)).Bounded())
        {
            seen = await pool.MapAsync(
                x => x == 3 ? throw new InvalidOperationException("three") : $"{Activity.Current?.TraceId} {Activity.Current?.ParentSpanId}",
                Enumerable.Range(0, 4),
                options: new JobOptions { ErrorMode = ErrorMode.Collect }).Bounded();
        }

        Activity[] spans = [.. ended.Where(span => span.TraceId == caller.TraceId)];
        string[] chunks = [.. spans.Where(span => span.OperationName == "orleanspool.chunk").Select(span => $"{span.TraceId} {span.SpanId}")];
        Assert.All(seen[..3], parent => Assert.Contains(parent, chunks));
        Activity item = Assert.Single(spans, span => span.OperationName == "orleanspool.item");
        Assert.Contains($"{item.TraceId} {item.ParentSpanId}", chunks);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Trace_OfAJobThatIsRefused_EndsWithTheError()
    {
        ConcurrentQueue<Activity> ended = [];
        using ActivityListener listener = ListenTo(ended);
        using Activity caller = new Activity("caller").Start();
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 1).Bounded();
        using var stream = new MemoryStream();
        Assert.Throws<FunctionNotShippableException>(() => pool.ApplyAsync(() => stream.Length));
        Activity job = Assert.Single(ended, span => span.TraceId == caller.TraceId);
        Assert.Equal((ActivityStatusCode.Error, typeof(FunctionNotShippableException).FullName), (job.Status, job.GetTagItem("error.type")));
        Assert.Same(caller, Activity.Current);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Metrics_OfAJob_CountItsItemsAndTimes()
    {
        var meters = new OwnMeters();
        ConcurrentDictionary<string, double> sums = [];
        using MeterListener listener = meters.ListenTo(sums);
        await using (Pool pool = await LocalPool.StartAsync(options =>
        {
            options.Workers = 3;
            options.ConfigureServices = services => services.AddSingleton<IMeterFactory>(meters);
        }).Bounded())
        {
            listener.RecordObservableInstruments();
            Assert.Equal((3, 0, 3), (sums["orleanspool.slots.limit"], sums["orleanspool.slots.used"], sums["orleanspool.slots.free"]));
            var options = new JobOptions
            {
                ErrorMode = ErrorMode.Collect,
                Retry = new RetryOptions { Attempts = 2, Delay = TimeSpan.FromMilliseconds(1), Filter = error => error.Message == "once" },
            };
            await pool.MapAsync(Work, Enumerable.Range(0, 100), options: options).Bounded();
        }

        // One of 100 failed, and another failed once before.
        Assert.Equal((99, 2), (sums["orleanspool.items.completed succeeded"], sums["orleanspool.items.completed failed"]));
        Assert.Equal((1, 1, 1), (sums["orleanspool.jobs.started map"], sums["orleanspool.job.duration map failed"], sums["orleanspool.items.retried"]));
        Assert.InRange(sums["orleanspool.chunk.duration"], 1, 101);
        Assert.Equal(sums["orleanspool.chunk.duration"], sums["orleanspool.queue.duration"]);
        Assert.InRange(sums["orleanspool.input.bytes"], 400, 10_000);
        Assert.InRange(sums["orleanspool.result.bytes"], 400, 10_000);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Worker_ThatIsLost_IsCounted_AndItsItemTraced()
    {
        ConcurrentQueue<Activity> ended = [];
        using ActivityListener spans = ListenTo(ended);
        var meters = new OwnMeters();
        ConcurrentDictionary<string, double> sums = [];
        using MeterListener listener = meters.ListenTo(sums);
        using Activity caller = new Activity("caller").Start();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IMeterFactory>(meters);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePorts.Next(), FreePorts.Next()))
            .AddOrleansPool(options => (options.Workers, options.Isolation) = (1, Isolation.Process))
            .AddOrleansPoolClient();
        using (IHost host = builder.Build())
        {
            await host.StartAsync().Bounded();
            Pool pool = host.Services.GetRequiredService<Pool>();
            await pool.MapAsync(Leave, Enumerable.Range(0, 3), chunkSize: 1, options: new JobOptions { MaxAttempts = 2, ErrorMode = ErrorMode.Collect }).Bounded();
            await host.StopAsync().Bounded();
        }

        Assert.Equal((2, 2), (sums["orleanspool.workers.lost"], sums["orleanspool.runs.lost"]));
        Activity item = Assert.Single(ended, span => span.TraceId == caller.TraceId && span.OperationName == "orleanspool.item");
        Assert.Equal((1L, 2, typeof(WorkerLostException).FullName), (item.GetTagItem("orleanspool.item.index"), item.GetTagItem("orleanspool.attempt"), item.GetTagItem("error.type")));

        static int Leave(int x)
        {
            if (x == 1)
            {
                Environment.Exit(3);
            }

            return x;
        }
    }

    private static int Work(int x) => x switch
    {
        7 => throw new InvalidOperationException("always"),
        8 when PoolContext.Current.Attempt == 1 => throw new InvalidOperationException("once"),
        _ => x,
    };

    private static ActivityListener ListenTo(ConcurrentQueue<Activity> ended)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OrleansPool",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
