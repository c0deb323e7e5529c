using Microsoft.Extensions.Logging;
using OrleansPool.Agents;
using OrleansPool.Wire;

namespace OrleansPool.Locating;

/// <summary>Tells all other silos that this one is about to stop.</summary>
internal sealed partial class Farewell(
    PoolSilos silos,
    IAgentDirectory agents,
    ILocalSiloDetails localSilo,
    TimeProvider time,
    ILogger<Farewell> logger)
{
    public Task SayAsync() => Task.WhenAll(silos.All().Where(silo => !silo.Equals(localSilo.SiloAddress)).Select(SayAsync));

    private async Task SayAsync(SiloAddress silo)
    {
        try
        {
            await LastWord.SendAsync(() => agents.Of(silo).LeavingAsync(localSilo.SiloAddress), time).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // It finds out from the membership, as long as that has its store.
            LogNotTold(silo, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Silo} could not be told that this one is about to stop")]
    private partial void LogNotTold(SiloAddress silo, Exception error);
}
