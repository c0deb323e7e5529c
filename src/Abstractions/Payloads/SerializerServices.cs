using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace OrleansPool.Payloads;

/// <summary>
/// What Orleans registers for its serializer. For that it looks at all assemblies of the process, those of code packages too, and fails while one
/// of them is being unloaded. So that is done once, and what other load contexts brought is left out.
/// </summary>
internal static class SerializerServices
{
    /// <summary>Contexts that are being unloaded are gone after a collection or two, unless something of them still runs.</summary>
    private const int Attempts = 10;

    // A failure is not kept: it may be another's that passes.
    private static readonly Lazy<ServiceDescriptor[]> Registered = new(Register, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>A serializer that knows those assemblies. The collection is the caller's.</summary>
    public static IServiceCollection For(IEnumerable<Assembly> assemblies)
    {
        IServiceCollection services = new ServiceCollection();
        services.Add(Registered.Value);
        foreach (TypeManifestProviderAttribute manifest in assemblies.SelectMany(static assembly => assembly.GetCustomAttributes<TypeManifestProviderAttribute>()))
        {
            services.AddSingleton(typeof(IConfigureOptions<TypeManifestOptions>), manifest.ProviderType);
        }

        return services;
    }

    private static ServiceDescriptor[] Register()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                var services = new ServiceCollection();
                services.AddSerializer();
                return [.. services.Where(static descriptor => !IsForeign(descriptor))];
            }
            catch (Exception unloading) when (attempt < Attempts && (unloading is InvalidOperationException || unloading.InnerException is InvalidOperationException))
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
    }

    private static bool IsForeign(ServiceDescriptor descriptor) =>
        descriptor.ServiceType == typeof(IConfigureOptions<TypeManifestOptions>)
        && descriptor.ImplementationType is { } provider
        && !HomeAssemblies.IsHome(provider.Assembly);
}
