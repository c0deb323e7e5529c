using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.BehaviorTests;

/// <summary>Connecting that fails half-way: one exception says why, and nothing of the client is left.</summary>
public sealed class ConnectFailureTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task ConnectAsync_WithAServiceThatFailsToStart_SaysWhyAndStopsAll()
    {
        (IHost silo, int gateway) = await StartAsync();
        using IHost owned = silo;
        WeakReference left = await FailAsync(
            gateway,
            _ => throw new InvalidOperationException("no licence"),
            async connect => Assert.Contains("no licence", (await Assert.ThrowsAsync<PoolTimeoutException>(connect)).Message, StringComparison.Ordinal));
        await AssertNothingIsLeftAsync(left, gateway);
        await silo.StopAsync().Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ConnectAsync_CancelledHalfWay_ThrowsOperationCanceledAndStopsAll()
    {
        (IHost silo, int gateway) = await StartAsync();
        using IHost owned = silo;
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
        await silo.StopAsync().Bounded();
    }

    /// <summary>A silo of an application's own, with the port of its gateway.</summary>
    private static async Task<(IHost Silo, int Gateway)> StartAsync()
    {
        int gateway = FreePorts.Next();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePorts.Next(), gateway, serviceId: "orleanspool", clusterId: "orleanspool")
            .AddOrleansPool(options => options.Workers = 1));
        IHost host = builder.Build();
        await host.StartAsync().Bounded();
        return (host, gateway);
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
