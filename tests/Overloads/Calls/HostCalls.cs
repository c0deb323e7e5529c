using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrleansPool.OverloadTests.Calls;

/// <summary>Pools of applications, with each kind of builder: they need only compile, and give back the builder that they were given.</summary>
public static class HostCalls
{
    public static HostApplicationBuilder Client(HostApplicationBuilder builder) =>
        builder.UseOrleansClient(client => client.UseLocalhostClustering()).AddOrleansPoolClient();

    public static IHostApplicationBuilder Client(IHostApplicationBuilder builder) =>
        builder.UseOrleansClient(client => client.UseLocalhostClustering()).AddOrleansPoolClient(options => options.MaxWorkers = 64);

    public static IHostBuilder Client(IHostBuilder builder) =>
        builder.UseOrleansClient(client => client.UseLocalhostClustering()).AddOrleansPoolClient(options => options.MaxWorkers = 64);

    public static IServiceCollection Client(IServiceCollection services) =>
        services.AddOrleansClient(client => client.UseLocalhostClustering()).AddOrleansPoolClient();

    public static HostApplicationBuilder ClientInside(HostApplicationBuilder builder) =>
        builder.UseOrleansClient(client => client.UseLocalhostClustering().AddOrleansPoolClient(options => options.MaxWorkers = 64));

    public static HostApplicationBuilder Silo(HostApplicationBuilder builder) =>
        builder.UseOrleans(silo => silo.UseLocalhostClustering()).AddOrleansPool(options => options.Workers = 8);

    public static IHostApplicationBuilder Silo(IHostApplicationBuilder builder) =>
        builder.UseOrleans(silo => silo.UseLocalhostClustering()).AddOrleansPool();

    public static IHostBuilder Silo(IHostBuilder builder) =>
        builder.UseOrleans(silo => silo.UseLocalhostClustering()).AddOrleansPool(options => options.Workers = 8).AddOrleansPoolClient();

    public static HostApplicationBuilder SiloInside(HostApplicationBuilder builder) =>
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddOrleansPool(options => options.Workers = 8)).AddOrleansPoolClient();
}
