using System.Diagnostics;
using System.Net;
using System.Text;
using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Processes;

/// <summary>What a silo measures and traces comes to the collector that OpenTelemetry's variables name.</summary>
public sealed class TelemetryTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Collector_GetsMetricsAndTraces()
    {
        string address = $"http://127.0.0.1:{FreePorts.Next()}/";
        using var collector = new HttpListener { Prefixes = { address } };
        collector.Start();
        await using SiloProcess silo = Silos.NewWith(
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            },
            "--workers",
            "1");
        await silo.StartAsync();

        // Somebody must want the trace: the client's own listener.
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OrleansPool",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using Pool pool = await Pool.ConnectAsync(silo.Gateway);
        Assert.Equal(new[] { 1, 4, 9 }, await pool.MapAsync(x => x * x, new[] { 1, 2, 3 }));

        HashSet<string> missing = ["/v1/metrics orleanspool.items.completed", "/v1/traces orleanspool.chunk"];
        while (missing.Count > 0)
        {
            HttpListenerContext sent = await collector.GetContextAsync().WaitAsync(Bound.Limit);
            using var body = new StreamReader(sent.Request.InputStream, Encoding.Latin1);
            string text = await body.ReadToEndAsync();
            missing.RemoveWhere(each => each.Split(' ') is [var path, var name] && sent.Request.Url!.AbsolutePath == path && text.Contains(name, StringComparison.Ordinal));
            sent.Response.Close();
        }
    }
}
