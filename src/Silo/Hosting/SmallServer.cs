using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrleansPool.Silo.Hosting;

/// <summary>A web server within the silo's process: it has what it is given and nothing else, and signals are none of its matter.</summary>
internal static class SmallServer
{
    public static WebApplicationBuilder On(IPEndPoint endpoint, Action<KestrelServerOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            configure?.Invoke(kestrel);
            kestrel.Listen(endpoint);
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder;
    }
}
