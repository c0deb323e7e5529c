using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>A start that fails half-way: one exception says why, and nothing of what was started is left.</summary>
public sealed class EmbeddedStartTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task StartAsync_WithAServiceThatFailsToStart_ThrowsItsExceptionAndStopsAll()
    {
        (WeakReference left, int[] ports) = await FailAsync(
            _ => throw new InvalidOperationException("no licence"),
            async start => Assert.Equal("no licence", (await Assert.ThrowsAsync<InvalidOperationException>(start)).Message));
        await AssertNothingIsLeftAsync(left, ports);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task StartAsync_CancelledHalfWay_ThrowsOperationCanceledAndStopsAll()
    {
        using var cancel = new CancellationTokenSource();
        (WeakReference left, int[] ports) = await FailAsync(
            async token =>
            {
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            },
            start => Assert.ThrowsAnyAsync<OperationCanceledException>(start),
            cancel.Token);
        await AssertNothingIsLeftAsync(left, ports);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task StartAsync_WithAServiceThatAlsoFailsToEnd_ThrowsWhatFailedFirst()
    {
        (_, int[] ports) = await FailAsync(
            _ => throw new InvalidOperationException("no licence"),
            async start => Assert.Equal("no licence", (await Assert.ThrowsAsync<InvalidOperationException>(start)).Message),
            failsToEnd: true);

        // A service that throws when it is disposed keeps the container from disposing those before it, so more is not promised.
        AssertAreFree(ports);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task StartAsync_WithServicesThatCannotBeConfigured_ThrowsTheirException() =>
        Assert.Equal("no settings", (await Assert.ThrowsAsync<InvalidOperationException>(
            () => LocalPool.StartAsync(options => options.ConfigureServices = _ => throw new InvalidOperationException("no settings")).Bounded())).Message);

    [Fact(Timeout = Bound.Test)]
    public async Task StartAsync_OnAPortThatIsTaken_SaysWhichAndStopsAll()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => LocalPool.StartAsync(options => options.ConfigureServices =
            services => services.Configure<EndpointOptions>(endpoint => endpoint.GatewayPort = port)).Bounded());
        Assert.IsType<IOException>(error);
        Assert.Contains($"{port}", error.Message, StringComparison.Ordinal);
        Assert.IsType<SocketException>(error.GetBaseException());
        await using Pool pool = await LocalPool.StartAsync().Bounded();
        Assert.Equal(2, await pool.ApplyAsync(x => x + 1, 1).Bounded());
    }

    /// <summary>Starts a pool with a service that fails. Apart, so that nothing here holds on to it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(WeakReference Left, int[] Ports)> FailAsync(
        Func<CancellationToken, Task> fail, Func<Func<Task>, Task> expect, CancellationToken token = default, bool failsToEnd = false)
    {
        var seen = new TaskCompletionSource<(WeakReference, int[])>();
        await expect(() => LocalPool.StartAsync(
            options => options.ConfigureServices = services => services.AddSingleton<IHostedService>(provider =>
            {
                EndpointOptions endpoint = provider.GetRequiredService<IOptions<EndpointOptions>>().Value;
                var service = new FailingService(fail, failsToEnd);
                seen.TrySetResult((new WeakReference(service), [endpoint.SiloPort, endpoint.GatewayPort]));
                return service;
            }),
            token).Bounded());
        return await seen.Task;
    }

    private static async Task AssertNothingIsLeftAsync(WeakReference left, int[] ports)
    {
        AssertAreFree(ports);

        // A thread or timer that goes on would hold the silo's services.
        await Eventually.HoldsAsync(() => Garbage.Collect() && !left.IsAlive, "nothing holds the silo's services");
    }

    private static void AssertAreFree(int[] ports)
    {
        foreach (int port in ports)
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
    }
}
