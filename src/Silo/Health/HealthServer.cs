using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OrleansPool.Silo.Hosting;

namespace OrleansPool.Silo.Health;

/// <summary>Answers the probes of whoever runs the silo: is it alive, does it take work, has it let go of its work.</summary>
internal sealed class HealthServer(IServiceProvider silo, IPEndPoint endpoint) : IHostedService, IAsyncDisposable
{
    private WebApplication? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = SmallServer.On(endpoint);
        builder.Services.AddRoutingCore();
        builder.Services.AddHealthChecks()
            .Add(Check(HealthPath.Live, static _ => true))
            .Add(Check(HealthPath.Ready, static phase => phase == PoolSiloPhase.Ready))
            .Add(Check(HealthPath.Drained, static phase => phase == PoolSiloPhase.Drained));
        _server = builder.Build();
        foreach (string path in new[] { HealthPath.Live, HealthPath.Ready, HealthPath.Drained })
        {
            _server.MapHealthChecks(path, new HealthCheckOptions
            {
                Predicate = check => check.Name == path,
                ResponseWriter = HealthText.WriteAsync,
            });
        }

        await _server.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private HealthCheckRegistration Check(string path, Func<PoolSiloPhase, bool> isHealthy) =>
        new(path, new SiloCheck(silo, isHealthy), failureStatus: null, tags: null);
}
