using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OrleansPool.Silo.Settings;

namespace OrleansPool.Silo.Telemetry;

/// <summary>Sends what the silo measures to an OpenTelemetry collector: by its option, or by OpenTelemetry's own variables.</summary>
internal static class SiloTelemetry
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string PoolName = "OrleansPool";
    private const string OrleansName = "Microsoft.Orleans";
    private const string RuntimeName = "System.Runtime";

    public static void Configure(IServiceCollection services, SiloSettings settings)
    {
        if (settings.Otlp is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable)))
        {
            return;
        }

        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
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
