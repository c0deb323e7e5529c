using Microsoft.Extensions.DependencyInjection;

namespace OrleansPool.Workers;

/// <summary>What the silo registered, in a scope of one item. Says what to do about a service that is missing.</summary>
internal sealed class ItemServices(IServiceProvider silo, string siloName) : IKeyedServiceProvider, ISupportRequiredService, IAsyncDisposable
{
    private readonly AsyncServiceScope _scope = silo.CreateAsyncScope();

    private IServiceProvider Scoped => _scope.ServiceProvider;

    public object? GetService(Type serviceType) => Scoped.GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) => Scoped.GetKeyedService(serviceType, serviceKey);

    public object GetRequiredService(Type serviceType) => GetService(serviceType) ?? throw Missing($"{serviceType}");

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        GetKeyedService(serviceType, serviceKey) ?? throw Missing($"{serviceType} with the key '{serviceKey}'");

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    private InvalidOperationException Missing(string service) => new(
        $"Silo {siloName} has no service {service}. Register it where the silo is built: in the services of its host, or for a local pool with "
        + "PoolOptions.ConfigureServices.");
}
