using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansPool.Processes;

namespace OrleansPool.TravelTests.Support;

/// <summary>Silos in processes of their own, which have no functions, with a folder for packages that goes away with them.</summary>
internal sealed class TravelSilo : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-travel-");
    private readonly List<SiloProcess> _silos = [];
    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;

    private TravelSilo(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        _arguments = arguments;
        _environment = environment;
    }

    public string Id { get; } = $"travel-{Guid.NewGuid():N}";

    public string Folder => _folder.FullName;

    public SiloProcess First => _silos[0];

    public static Task<TravelSilo> StartAsync(params string[] arguments) => StartAsync(new Dictionary<string, string>(), arguments);

    public static async Task<TravelSilo> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var silo = new TravelSilo(arguments, environment);
        await silo.AddAsync();
        return silo;
    }

    /// <summary>Starts one more silo of the cluster, with a folder of its own.</summary>
    public async Task<SiloProcess> AddAsync()
    {
        string[] primary = _silos.Count > 0 ? ["--primary", $"127.0.0.1:{First.SiloPort}"] : [];
        var silo = new SiloProcess(
            SiloHost.Loopback,
            FreePorts.Next(),
            FreePorts.Next(),
            [
                "--workers", "2", "--cluster-id", Id, "--membership", "fast", "--log-level", "debug",
                "--code-folder", Path.Combine(Folder, $"{_silos.Count}"), .. primary, .. _arguments,
            ],
            _environment);
        _silos.Add(silo);
        await silo.StartAsync();
        return silo;
    }

    public Task<Pool> ConnectAsync(Action<PoolOptions>? configure = null) => Pool.ConnectAsync(First.Gateway, options =>
    {
        options.ClusterId = Id;
        configure?.Invoke(options);
    });

    /// <summary>An application's own client of the cluster.</summary>
    public async Task<IHost> StartClientAsync()
    {
        IHost host = new HostBuilder().UseOrleansClient(client => client
            .UseStaticClustering(IPEndPoint.Parse(First.Gateway))
            .Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = Id)).Build();
        await host.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SiloProcess silo in _silos)
        {
            await silo.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
