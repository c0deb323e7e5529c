using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using Orleans.Streams;

namespace OrleansPool.Samples.Docs.Hosting;

/// <summary>Looking at clusters. Not run: it takes one.</summary>
internal static class Watching
{
    public static async Task View()
    {
        #region watching-view
        await using ClusterView cluster = await ClusterView.ConnectAsync("localhost:30000");
        foreach (JobView job in await cluster.JobsAsync())
        {
            Console.WriteLine($"{job.Id} {job.Function} {job.State}: {job.Completed} of {job.Total}, {job.Remaining} left");
        }
        #endregion
    }

    public static void Provider(ISiloBuilder silo)
    {
        #region watching-provider
        silo.AddMemoryStreams("events").AddMemoryGrainStorage("PubSubStore");           // or any other stream provider
        silo.AddOrleansPool(options => options.JobStreamProvider = "events");
        #endregion
    }

    public static async Task Subscribe(IClusterClient client)
    {
        #region watching-subscribe
        await client.GetStreamProvider("events").GetStream<JobEvent>(StreamId.Create(JobStream.Namespace, JobStream.Key)).SubscribeAsync((next, _) =>
        {
            Console.WriteLine($"{next.Job.Id}: {next.Job.State}");
            return Task.CompletedTask;
        });
        #endregion
    }

    public static async Task Results(Pool pool, int[] orders)
    {
        #region watching-results
        var options = new JobOptions { ResultStream = new ResultStream("orders", "prices", "today") };
        await pool.MapAsync(Price, orders, options: options);
        #endregion
    }

    public static void Telemetry(IHostApplicationBuilder builder)
    {
        #region telemetry-own
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("OrleansPool"))
            .WithTracing(traces => traces.AddSource("OrleansPool"))
            .UseOtlpExporter();
        #endregion
    }

    private static decimal Price(int order) => order * 1.5m;
}
