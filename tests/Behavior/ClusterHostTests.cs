using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.BehaviorTests;

/// <summary>Applications that resolve their pool, built with each kind of host builder.</summary>
public sealed class ClusterHostTests
{
    // By the kind of builder.
    private static readonly Dictionary<string, Func<int, Action<PoolOptions>?, IHost>> Clients = new()
    {
        [nameof(HostApplicationBuilder)] = (gateway, configure) =>
            NewBuilder().UseOrleansClient(client => client.UseLocalhostClustering(gateway)).AddOrleansPoolClient(configure).Build(),
        [nameof(IHostApplicationBuilder)] = (gateway, configure) =>
        {
            HostApplicationBuilder builder = NewBuilder();
            ((IHostApplicationBuilder)builder).UseOrleansClient(client => client.UseLocalhostClustering(gateway)).AddOrleansPoolClient(configure);
            return builder.Build();
        },
        [nameof(IHostBuilder)] = (gateway, configure) =>
            new HostBuilder().UseOrleansClient(client => client.UseLocalhostClustering(gateway)).AddOrleansPoolClient(configure).Build(),
    };

    private static readonly Dictionary<string, Func<int, Action<PoolSiloOptions>?, IHost>> Silos = new()
    {
        [nameof(HostApplicationBuilder)] = (gateway, configure) =>
            NewBuilder().UseOrleans(silo => Listen(silo, gateway)).AddOrleansPool(configure).AddOrleansPoolClient().Build(),
        [nameof(IHostApplicationBuilder)] = (gateway, configure) =>
        {
            HostApplicationBuilder builder = NewBuilder();
            ((IHostApplicationBuilder)builder).UseOrleans(silo => Listen(silo, gateway)).AddOrleansPool(configure).AddOrleansPoolClient();
            return builder.Build();
        },
        [nameof(IHostBuilder)] = (gateway, configure) =>
            new HostBuilder().UseOrleans(silo => Listen(silo, gateway)).AddOrleansPool(configure).AddOrleansPoolClient().Build(),
    };

    public static TheoryData<string> Builders => [.. Clients.Keys];

    [Theory(Timeout = Bound.Test)]
    [MemberData(nameof(Builders))]
    public async Task Client_WhoseHostStopsWithAJobUnderWay_GetsItsResult(string kind)
    {
        int gateway = FreePorts.Next();
        using IHost silo = await StartedAsync(Silos[kind](gateway, options => options.Workers = 2));
        using IHost host = await StartedAsync(Clients[kind](gateway, null));
        Pool pool = host.Services.GetRequiredService<Pool>();
        Assert.Equal(Enumerable.Range(1, 100), await pool.MapAsync(x => x + 1, Enumerable.Range(0, 100)).Bounded());
        Assert.Equal(2, pool.WorkerCount);

        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult<int> job = pool.ApplyAsync(x => Held(x, key), 7);
        await gate.ReachedAsync(1);
        Task stop = host.StopAsync();
        await Eventually.HoldsAsync(() => IsClosed(pool), "the pool is closed");
        Assert.False(job.IsReady);
        Assert.False(stop.IsCompleted);
        gate.Open();
        Assert.Equal(7, await job.Bounded());
        await stop.Bounded();

        // The silo's own pool is another, and is there still.
        Assert.Equal(8, await silo.Services.GetRequiredService<Pool>().ApplyAsync(x => x + 1, 7).Bounded());
        await silo.StopAsync().Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Client_WhoseHostGivesNoTime_TerminatesItsJobs()
    {
        int gateway = FreePorts.Next();
        using IHost silo = await StartedAsync(Silos[nameof(HostApplicationBuilder)](gateway, null));
        HostApplicationBuilder builder = NewBuilder();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        using IHost host = await StartedAsync(
            builder.UseOrleansClient(client => client.UseLocalhostClustering(gateway)).AddOrleansPoolClient().Build());
        Pool pool = host.Services.GetRequiredService<Pool>();
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult<int> job = pool.ApplyAsync(x => Held(x, key), 7);
        await gate.ReachedAsync(1);

        // How well the rest of the host ends in that time is not the pool's matter.
        await host.StopAsync().ContinueWith(_ => { }, TaskScheduler.Default).Bounded();
        await Assert.ThrowsAsync<PoolTerminatedException>(() => job.Bounded());
        gate.Open();
        await silo.StopAsync().Bounded();
    }

    [Theory(Timeout = Bound.Test)]
    [MemberData(nameof(Builders))]
    public async Task WrongOptions_OfAnyBuilder_AreNamedWhenTheHostStarts(string kind)
    {
        using IHost host = Clients[kind](FreePorts.Next(), options =>
        {
            options.MaxWorkers = 0;
            options.Workers = 3;
        });
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync().Bounded());
        Assert.Equal(2, error.Failures.Count());
        Assert.Contains("MaxWorkers is 0", error.Message);
        Assert.Contains("Workers is 3", error.Message);

        using IHost silo = Silos[kind](FreePorts.Next(), options => options.Workers = -1);
        error = await Assert.ThrowsAsync<OptionsValidationException>(() => silo.StartAsync().Bounded());
        Assert.Contains("Workers is -1", error.Message);
    }

    private static HostApplicationBuilder NewBuilder() => Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());

    private static void Listen(ISiloBuilder silo, int gateway) => silo.UseLocalhostClustering(FreePorts.Next(), gateway);

    private static async Task<IHost> StartedAsync(IHost host)
    {
        await host.StartAsync().Bounded();
        return host;
    }

    private static bool IsClosed(Pool pool)
    {
        try
        {
            pool.ApplyAsync(x => x, 1);
            return false;
        }
        catch (PoolClosedException)
        {
            return true;
        }
    }

    private static int Held(int x, string key)
    {
        Gate.Pass(key);
        return x;
    }
}
