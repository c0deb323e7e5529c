using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansPool.Silo.Hosting;

namespace OrleansPool.Silo.Page;

/// <summary>
/// Serves the page of the cluster. Its files hold nothing and are for everybody; what it shows and does is for whoever has the token. The token
/// comes in a header that only a script of this page adds, so no other site can make a browser do anything here.
/// </summary>
internal sealed class PageServer(IPageSource source, IPEndPoint endpoint, PageToken token, TimeProvider time) : IHostedService, IAsyncDisposable
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly PageFeed _feed = new(source, time);
    private readonly JobLooks _looks = new(source, time);
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private WebApplication? _server;

    /// <summary>Where it listens, once it has started.</summary>
    public string? Address => _server?.Urls.FirstOrDefault();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = SmallServer.On(endpoint, static kestrel =>
        {
            PageGuard.Limit(kestrel);
            kestrel.Limits.MaxConcurrentConnections = 4 * PageFeed.MostViewers;
        });
        builder.Services.AddRoutingCore();
        _server = builder.Build();
        _server.Use(GuardAsync);
        _server.UseRouting();
        foreach ((string path, string type, byte[] content) in PageAssets.All())
        {
            _open.Add(path);
            _server.MapGet(path, context =>
            {
                context.Response.ContentType = type;
                return context.Response.Body.WriteAsync(content).AsTask();
            });
        }

        _server.MapGet("/api/events", StreamAsync);
        _server.MapGet("/api/jobs/{id}", ShowJobAsync);
        _server.MapPost("/api/jobs/{id}/cancel", context => DoAsync(context, CancelAsync, "id", "That job does not run."));
        _server.MapPost("/api/silos/{silo}/drain", context => DoAsync(context, source.DrainAsync, "silo", "There is no such silo."));
        await _server.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Streams last as long as their viewers: they would hold up the end.
        await _stop.CancelAsync();
        await (_server?.StopAsync(cancellationToken) ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _stop.Dispose();
    }

    private static string Value(HttpContext context, string name) => (string)context.GetRouteValue(name)!;

    private static async Task DoAsync(HttpContext context, Func<string, string, Task<bool>> act, string name, string refusal)
    {
        string by = $"a viewer of the page at {context.Connection.RemoteIpAddress}";
        try
        {
            await (await act(Value(context, name), by) ? PageGuard.AnswerAsync(context.Response, StatusCodes.Status200OK, "done") : PageGuard.AnswerAsync(context.Response, StatusCodes.Status404NotFound, refusal));
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            await PageGuard.AnswerAsync(context.Response, StatusCodes.Status503ServiceUnavailable, "The cluster did not answer; try again.");
        }
    }

    private Task<bool> CancelAsync(string id, string by)
    {
        _looks.Forget(id);
        return source.CancelAsync(id, by);
    }

    private Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        PageGuard.Protect(context.Response, Policy);
        context.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // What needs no token is named, as it is written: routes match without case, and all that is not known to be open is closed.
        return _open.Contains(context.Request.Path.Value ?? "") || token.Allows(context.Request.Headers.Authorization)
            ? next(context)
            : PageGuard.AnswerAsync(context.Response, StatusCodes.Status401Unauthorized, "The page's token is needed, as Authorization: Bearer TOKEN.");
    }

    private async Task StreamAsync(HttpContext context)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stop.Token);
        context.Response.ContentType = "text/event-stream";
        try
        {
            await foreach (ReadOnlyMemory<byte> picture in _feed.FollowAsync(gone.Token))
            {
                await context.Response.Body.WriteAsync("data: "u8.ToArray(), gone.Token);
                await context.Response.Body.WriteAsync(picture, gone.Token);
                await context.Response.Body.WriteAsync("\n\n"u8.ToArray(), gone.Token);
                await context.Response.Body.FlushAsync(gone.Token);
            }
        }
        catch (InvalidOperationException full) when (!context.Response.HasStarted)
        {
            await PageGuard.AnswerAsync(context.Response, StatusCodes.Status503ServiceUnavailable, full.Message);
        }
        catch (OperationCanceledException)
        {
            // The viewer is gone, or the silo stops.
            return;
        }
    }

    private async Task ShowJobAsync(HttpContext context)
    {
        try
        {
            if (await _looks.JobAsync(Value(context, "id")) is { } job)
            {
                await context.Response.WriteAsJsonAsync(job, PageJson.Options);
                return;
            }

            await PageGuard.AnswerAsync(context.Response, StatusCodes.Status404NotFound, "No silo knows that job: it ended long ago, or with its silo.");
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            await PageGuard.AnswerAsync(context.Response, StatusCodes.Status503ServiceUnavailable, "The cluster did not answer; try again.");
        }
    }
}
