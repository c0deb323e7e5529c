using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
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
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Listen(endpoint);
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
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
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        if (token.AllowsPassword(context.Request.Headers.Authorization))
        {
            return next(context);
        }

        headers.WWWAuthenticate = "Basic realm=\"OrleansPool: the page's token is the password\", charset=\"UTF-8\"";
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("The page's token is needed, as the password of any user.");
    }
}
