using System.Collections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OrleansPool.Silo.Settings;

namespace OrleansPool.Silo.Telemetry;

/// <summary>Sends what the silo measures to an OpenTelemetry collector: by its option, or by OpenTelemetry's own variables.</summary>
internal static class SiloTelemetry
{
    private const string Prefix = "OTEL_";
    private const string EndpointVariable = Prefix + "EXPORTER_OTLP_ENDPOINT";
    private const string PoolName = "OrleansPool";
    private const string OrleansName = "Microsoft.Orleans";
    private const string RuntimeName = "System.Runtime";

    public static void Configure(IHostApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.Otlp is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable)))
        {
            return;
        }

        // It reads them from the host's configuration, in which nothing else of the environment is.
        builder.Configuration.AddInMemoryCollection(Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value))
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal)));
        OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                "orleanspool",
                serviceNamespace: settings.ClusterId,
                serviceInstanceId: settings.Name ?? $"{Environment.MachineName}:{settings.SiloPort}"))
            .WithMetrics(metrics => metrics.AddMeter(PoolName, OrleansName, RuntimeName))
            .WithTracing(traces => traces.AddSource(PoolName));
        if (settings.Otlp is { } endpoint)
        {
            telemetry.UseOtlpExporter(OpenTelemetry.Exporter.OtlpExportProtocol.Grpc, endpoint);
        }
        else
        {
            telemetry.UseOtlpExporter();
        }
    }
}
