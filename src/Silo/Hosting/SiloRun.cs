using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Dashboard;
using OrleansPool.Programs;
using OrleansPool.Silo.Dashboard;
using OrleansPool.Silo.Health;
using OrleansPool.Silo.Page;
using OrleansPool.Silo.Settings;
using OrleansPool.Silo.Telemetry;

namespace OrleansPool.Silo.Hosting;

/// <summary>Starts the silo and keeps it until it is told to stop.</summary>
internal static partial class SiloRun
{
    /// <summary>What Orleans may take to stop beyond the draining.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    /// <summary>What a host whose time to stop is over may take to say so.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    /// <summary>How long the store, or the primary, may fail to answer. A silo that merely is slow, on a machine that is busy, may take longer.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(10);

    /// <summary>Joining waits for silos that seem alive; when they were killed, their entries are stale long before this.</summary>
    private static readonly TimeSpan JoinPatience = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(SiloSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<Assembly> functions = FunctionAssemblies.Load(settings.Functions);
            Endpoints endpoints = await Endpoints.FindAsync(settings, cancellationToken);
            var progress = new StartProgress();
            IHost host = Make(settings, functions, endpoints, progress);
            await using var end = new SiloEnd(host, settings.DrainTime + StopPatience + EndPatience);
            if (!await StartAsync(host, settings, progress, cancellationToken))
            {
                return ExitCode.Stopped;
            }

            ILogger logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SiloRun).FullName!);
            LogIsUp(logger, settings.Workers, settings.SiloPort, settings.GatewayPort, endpoints.Advertised, settings.ClusterId);
            if (settings.Page is { } page)
            {
                LogPage(logger, new IPEndPoint(page.Listen, page.Port), page.Token is null ? page.TokenFile : PageToken.Variable);
            }

            if (settings.Dashboard is { } dashboard)
            {
                LogDashboard(logger, new IPEndPoint(dashboard.Listen, dashboard.Port), dashboard.Token is null ? dashboard.TokenFile : PageToken.Variable);
            }

            foreach (string warning in settings.Warnings)
            {
                LogSetting(logger, warning);
            }

            return await end.WaitAsync(cancellationToken);
        }
        catch (StartException error)
        {
            await Console.Error.WriteLineAsync($"The silo could not start. {error.Message}");
            return error.ExitCode;
        }
    }

    /// <returns>False when it was told to stop meanwhile.</returns>
    private static async Task<bool> StartAsync(IHost host, SiloSettings settings, StartProgress progress, CancellationToken cancellationToken)
    {
        IHostApplicationLifetime application = host.Services.GetRequiredService<IHostApplicationLifetime>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, application.ApplicationStopping);
        limit.CancelAfter(JoinPatience);
        using var storeLimit = new Timer(
            _ =>
            {
                if (!progress.HasFoundStore && progress.LastError is not null)
                {
                    limit.Cancel();
                }
            },
            null,
            StorePatience,
            StorePatience);
        try
        {
            await Clustering.CheckAsync(settings);
            await host.StartAsync(limit.Token);
            return true;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested || application.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception error)
        {
            string reason = error is not OperationCanceledException ? StartFailure.Explain(error, settings)
                : progress.HasFoundStore || progress.LastError is null ? $"It was not a member of cluster '{settings.ClusterId}' within {JoinPatience.TotalMinutes:F0} minutes."
                : StartFailure.ExplainSilence(progress.LastError, settings, StorePatience);
            throw new StartException(reason, error);
        }
    }

    private static IHost Make(SiloSettings settings, IReadOnlyList<Assembly> functions, Endpoints endpoints, StartProgress progress)
    {
        try
        {
            return Build(settings, functions, endpoints, progress);
        }
        catch (Exception error)
        {
            throw new StartException(StartFailure.Explain(error, settings), error);
        }
    }

    private static IHost Build(SiloSettings settings, IReadOnlyList<Assembly> functions, Endpoints endpoints, StartProgress progress)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        SiloLogging.Configure(builder.Logging, settings, progress);
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(progress);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.DrainTime + StopPatience);
        builder.Services.AddSingleton<IHostLifetime, SignalLifetime>();
        builder.Services.AddSingleton<IFatalErrorHandler, ClusterLossHandler>();

        // Before the silo, so that it tells of its start and of its end as well: services stop in the reverse of their order.
        if (settings.HealthPort > 0)
        {
            builder.Services.AddSingleton<IHostedService>(services => new HealthServer(services, new IPEndPoint(settings.HealthListen, settings.HealthPort)));
        }

        if (settings.Page is { } page)
        {
            PageToken token = page.MakeToken();
            builder.Services.AddSingleton<IHostedService>(services => new PageServer(
                new ClusterSource(services.GetRequiredService<IGrainFactory>()), new IPEndPoint(page.Listen, page.Port), token, TimeProvider.System));
        }

        if (settings.Dashboard is { } dashboard)
        {
            PageToken token = dashboard.MakeToken();
            builder.Services.AddSingleton<IHostedService>(services => new DashboardServer(services, new IPEndPoint(dashboard.Listen, dashboard.Port), token));
        }

        SiloTelemetry.Configure(builder, settings);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = settings.ClusterId);
            silo.Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = endpoints.Advertised;
                options.SiloPort = settings.SiloPort;
                options.GatewayPort = settings.GatewayPort;
                options.SiloListeningEndpoint = new IPEndPoint(endpoints.Listening, settings.SiloPort);
                options.GatewayListeningEndpoint = new IPEndPoint(endpoints.Listening, settings.GatewayPort);
            });
            if (settings.Name is { } name)
            {
                silo.Configure<SiloOptions>(options => options.SiloName = name);
            }

            if (settings.Tls is { } tls)
            {
                silo.UsePoolTls(options =>
                {
                    options.CertificateFile = tls.Certificate;
                    options.KeyFile = tls.Key;
                    options.AuthorityFile = tls.Authority;
                    options.SiloName = tls.SiloName;
                    options.ClientNames = [.. tls.Clients];
                });
            }
            else
            {
                PlainPorts.Configure(silo);
            }

            Clustering.Configure(silo, settings, endpoints);
            silo.UsePoolMembership(settings.Membership);
            if (settings.JobStream is { } stream)
            {
                silo.AddMemoryStreams(stream);
                silo.AddMemoryGrainStorage("PubSubStore");
            }

            if (settings.Dashboard is not null)
            {
                silo.AddDashboard();
            }

            silo.AddOrleansPool(pool =>
            {
                pool.AllowPrograms = settings.Exec == ExecPolicy.Allow;
                pool.Workers = settings.Workers;
                pool.BurstWorkers = settings.BurstWorkers;
                pool.Isolation = settings.Isolation;
                pool.WorkerMemoryBytes = settings.WorkerMemoryBytes;
                pool.Labels = settings.Labels.ToDictionary();
                if (pool.AllowPrograms)
                {
                    pool.Labels[ProgramFunction.Label] = ProgramFunction.Allowed;
                }

                pool.DrainTime = settings.DrainTime;
                pool.JobStreamProvider = settings.JobStream;
                settings.Code.Apply(pool, functions);
            });
        });
        return builder.Build();
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Silo with {Workers} workers is up: silo port {SiloPort}, gateway port {GatewayPort}, address {Address}, cluster {ClusterId}")]
    private static partial void LogIsUp(ILogger logger, int workers, int siloPort, int gatewayPort, IPAddress address, string clusterId);

    [LoggerMessage(Level = LogLevel.Information, Message = "The cluster's page is at http://{Address}/#token=TOKEN; the token is in {Place}")]
    private static partial void LogPage(ILogger logger, IPEndPoint address, string place);

    [LoggerMessage(Level = LogLevel.Information, Message = "Orleans' dashboard is at http://{Address}/; its password, for any user, is the token in {Place}")]
    private static partial void LogDashboard(ILogger logger, IPEndPoint address, string place);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogSetting(ILogger logger, string warning);
}
