using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;
using OrleansPool.Silo.Hosting;
using OrleansPool.Silo.Page;

namespace OrleansPool.Silo.Dashboard;

/// <summary>Serves Orleans' own dashboard, to whoever has the page's token: a browser asks for it as a password.</summary>
internal sealed class DashboardServer(IServiceProvider silo, IPEndPoint endpoint, PageToken token) : IHostedService, IAsyncDisposable
{
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private WebApplication? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = SmallServer.On(endpoint, PageGuard.Limit);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(silo.GetRequiredService<IGrainFactory>());
        new SiloAsClient(builder.Services, builder.Configuration).AddDashboard(static options => options.HideTrace = true);
        _server = builder.Build();
        _server.Use(GuardAsync);
        _server.UseRouting();
        _server.MapOrleansDashboard();
        await _server.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        PageGuard.Protect(context.Response, Policy);
        if (token.AllowsPassword(context.Request.Headers.Authorization))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"OrleansPool: the page's token is the password\", charset=\"UTF-8\"";
        return PageGuard.AnswerAsync(context.Response, StatusCodes.Status401Unauthorized, "The page's token is needed, as the password of any user.");
    }
}
