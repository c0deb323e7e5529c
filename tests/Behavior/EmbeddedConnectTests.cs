using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Connecting that fails half-way: one exception says why, and nothing of the client is left.</summary>
public sealed class EmbeddedConnectTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task ConnectAsync_WithAServiceThatFailsToStart_SaysWhyAndStopsAll()
    {
        (Pool pool, int gateway) = await StartAsync();
        await using Pool owned = pool;
        WeakReference left = await FailAsync(
            gateway,
            _ => throw new InvalidOperationException("no licence"),
            async connect => Assert.Contains("no licence", (await Assert.ThrowsAsync<PoolTimeoutException>(connect)).Message, StringComparison.Ordinal));
        await AssertNothingIsLeftAsync(left, gateway);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ConnectAsync_CancelledHalfWay_ThrowsOperationCanceledAndStopsAll()
    {
        (Pool pool, int gateway) = await StartAsync();
        await using Pool owned = pool;
        using var cancel = new CancellationTokenSource();
        WeakReference left = await FailAsync(
            gateway,
            async token =>
            {
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            },
            connect => Assert.ThrowsAnyAsync<OperationCanceledException>(connect),
            cancel.Token);
        await AssertNothingIsLeftAsync(left, gateway);
    }

    /// <summary>A pool with the port of its gateway.</summary>
    private static async Task<(Pool Pool, int Gateway)> StartAsync()
    {
        int gateway = 0;
        Pool pool = await LocalPool.StartAsync(options => options.ConfigureServices = services => services.AddSingleton<IHostedService>(provider =>
        {
            gateway = provider.GetRequiredService<IOptions<EndpointOptions>>().Value.GatewayPort;
            return new FailingService(_ => Task.CompletedTask);
        })).Bounded();
        return (pool, gateway);
    }

    /// <summary>Connects with a service that fails. Apart, so that nothing here holds on to it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> FailAsync(
        int gateway, Func<CancellationToken, Task> fail, Func<Func<Task>, Task> expect, CancellationToken token = default)
    {
        var seen = new TaskCompletionSource<WeakReference>();
        await expect(() => Pool.ConnectAsync(
            client =>
            {
                client.UseStaticClustering(new IPEndPoint(IPAddress.Loopback, gateway));
                client.Services.AddSingleton<IHostedService>(_ =>
                {
                    var service = new FailingService(fail);
                    seen.TrySetResult(new WeakReference(service));
                    return service;
                });
            },
            configure: null,
            token).Bounded());
        return await seen.Task;
    }

    private static async Task AssertNothingIsLeftAsync(WeakReference left, int gateway)
    {
        // A thread, timer or connection that goes on would hold the client's services.
        await Eventually.HoldsAsync(() => Garbage.Collect() && !left.IsAlive, "nothing holds the client's services");
        await using Pool another = await Pool.ConnectAsync($"localhost:{gateway}").Bounded();
        Assert.Equal(2, await another.ApplyAsync(x => x + 1, 1).Bounded());
    }
}
