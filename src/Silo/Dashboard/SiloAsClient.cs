using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansPool.Silo.Dashboard;

/// <summary>What the dashboard takes for a client's builder: a server that asks the silo in whose process it is.</summary>
internal sealed class SiloAsClient(IServiceCollection services, IConfiguration configuration) : IClientBuilder
{
    public IServiceCollection Services => services;

    public IConfiguration Configuration => configuration;
}
