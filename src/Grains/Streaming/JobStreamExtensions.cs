using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace OrleansPool.Streaming;

/// <summary>Finds the job stream.</summary>
internal static class JobStreamExtensions
{
    public static IAsyncStream<JobEvent> JobEvents(this IServiceProvider services, string provider) =>
        services.GetRequiredKeyedService<IStreamProvider>(provider).GetStream<JobEvent>(StreamId.Create(JobStream.Namespace, JobStream.Key));
}
