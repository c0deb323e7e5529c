using System.Diagnostics.Metrics;
using OrleansPool.Programs;

namespace OrleansPool.WorkerProgram;

/// <summary>The silo's services, which a worker's process does not have, but for what the silo says of external programs.</summary>
internal sealed class RefusedServices(IProgramGate programs) : IServiceProvider
{
    // What the engine asks for by itself may be absent.
    public object? GetService(Type serviceType) =>
        serviceType == typeof(IProgramGate) ? programs
        : serviceType == typeof(IMeterFactory) ? null
        : throw Refusal("uses services of the silo or a pool of it");

    public static NotSupportedException Refusal(string what) => new(
        $"The function {what}, and runs in the process of a worker (Isolation.Process), which has neither. "
        + "Make what it needs in PoolOptions.Initializer, or use Isolation.Thread.");
}
