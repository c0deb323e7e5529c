using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansPool.Silo.Hosting;

namespace OrleansPool.SiloTests.Processes;

/// <summary>A stop that fails ends with a code of its own, not with that of a silo which could not start.</summary>
public sealed class StopFailureTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Silo_WhoseStopFails_EndsWithFive()
    {
        using var stubborn = new Stubborn();
        Assert.Equal(5, await RunAsync(stubborn));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_WhoseStopTakesTooLong_EndsWithFive()
    {
        using var stubborn = new Stubborn { Takes = Timeout.InfiniteTimeSpan };
        Assert.Equal(5, await RunAsync(stubborn));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_ThatGoesOnStoppingAfterItsTimeIsOver_EndsAllTheSame()
    {
        using var stubborn = new Stubborn { IsDeaf = true, Takes = Timeout.InfiniteTimeSpan };
        Assert.Equal(5, await RunAsync(stubborn));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_ThatFailsToCleanUpAfterItsStop_EndsWithZero()
    {
        using var stubborn = new Stubborn { FailsToStop = false, FailsToDispose = true };
        Assert.Equal(0, await RunAsync(stubborn));
    }

    private static async Task<int> RunAsync(Stubborn stubborn)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton<IHostedService>(_ => stubborn);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        IHost host = builder.Build();
        await using var end = new SiloEnd(host, TimeSpan.FromSeconds(5));
        await host.StartAsync();
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return await end.WaitAsync(CancellationToken.None).Bounded();
    }

    private sealed class Stubborn : IHostedService, IDisposable
    {
        private bool _hasFailed;

        public TimeSpan Takes { get; init; }

        public bool IsDeaf { get; init; }

        public bool FailsToStop { get; init; } = true;

        public bool FailsToDispose { get; init; }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Takes, IsDeaf ? CancellationToken.None : cancellationToken);
            if (FailsToStop)
            {
                throw new InvalidOperationException("It does not stop.");
            }
        }

        public void Dispose()
        {
            if (FailsToDispose && !_hasFailed)
            {
                _hasFailed = true;
                throw new InvalidOperationException("It does not clean up.");
            }
        }
    }
}
