using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansPool.Benchmarks.Peers.Nodes;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Peers.Peers.Calls.Grains;

/// <summary>Grain calls to a silo in a process of its own.</summary>
internal sealed class TcpGrainPeer : GrainPeer
{
    private ChildProcess? _silo;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }
    }

    protected override async Task<IHost> StartAsync()
    {
        int gateway = FreePorts.Next();
        _silo = await Node.StartAsync(Node.Grains, FreePorts.Next(), gateway);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gateway));
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
