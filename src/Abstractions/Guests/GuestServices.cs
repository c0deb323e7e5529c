using Microsoft.Extensions.DependencyInjection;

namespace OrleansPool.Guests;

/// <summary>
/// The silo's services for a package's function. Those of .NET's own types can be had; a type of the package, or of a library that it brings,
/// is not the silo's type of that name.
/// </summary>
internal sealed class GuestServices(Func<IServiceProvider> silo, string siloName) : IServiceProvider, ISupportRequiredService
{
    public object? GetService(Type serviceType) => silo().GetService(serviceType);

    public object GetRequiredService(Type serviceType) => GetService(serviceType) ?? throw new InvalidOperationException(
        $"Silo {siloName} has no service {serviceType} for code that travels: only services of .NET's own types are there, since the types of a code "
        + "package are its own. Create the object in the function or in PoolOptions.Initializer, or deploy the function's assembly with the silo.");
}
