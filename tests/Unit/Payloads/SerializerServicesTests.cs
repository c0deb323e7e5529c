using System.Runtime.Loader;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Configuration;
using OrleansPool.Payloads;

namespace OrleansPool.UnitTests.Payloads;

[Collection(LoadContexts.Name)]
public sealed class SerializerServicesTests : IDisposable
{
    /// <summary>An assembly that Orleans looks into, with references that it loads on the way.</summary>
    private static readonly string Part = typeof(SerializerEngine).Assembly.Location;

    [Fact]
    public void Services_WhileAnotherContextIsUnloadedButStillInUse_AreMadeAgain()
    {
        Assert.NotEmpty(SerializerServices.For([]));
        var context = new AssemblyLoadContext($"{HomeAssemblies.PackagePrefix}unloading", isCollectible: true);
        Type held = context.LoadFromAssemblyPath(Part).GetType(typeof(SerializerEngine).FullName!, throwOnError: true)!;
        context.Unload();
        Assert.NotEmpty(SerializerServices.For([typeof(SerializerEngine).Assembly]));
        GC.KeepAlive(held);
    }

    [Fact]
    public void Services_WhileAPackageIsLoaded_KnowNothingOfIt()
    {
        var context = new AssemblyLoadContext($"{HomeAssemblies.PackagePrefix}loaded", isCollectible: true);
        Assert.False(HomeAssemblies.IsHome(context.LoadFromAssemblyPath(Part)));
        Assert.True(HomeAssemblies.IsHome(typeof(SerializerEngine).Assembly));
        Assert.All(
            SerializerServices.For([]).Where(service => service.ServiceType == typeof(IConfigureOptions<TypeManifestOptions>)),
            service => Assert.True(service.ImplementationType is null || HomeAssemblies.IsHome(service.ImplementationType.Assembly)));
        context.Unload();
    }

    /// <summary>Else Orleans finds the contexts of these tests in those of others.</summary>
    public void Dispose()
    {
        for (int collection = 0; collection < 3; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
