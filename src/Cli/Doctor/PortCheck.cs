using OrleansPool.Silo.Hosting;
using OrleansPool.Silo.Settings;

namespace OrleansPool.Cli.Doctor;

/// <summary>Whether the silo's addresses are known and its ports free.</summary>
internal static class PortCheck
{
    private const string Name = "ports";

    /// <param name="settings">The silo's settings.</param>
    /// <param name="silos">The silos that are up, if that is known: a port in use by one of them is as it should be.</param>
    /// <param name="stop">Ends the check.</param>
    public static async Task<IEnumerable<Finding>> LookAsync(SiloSettings settings, IReadOnlyList<SiloView>? silos, CancellationToken stop)
    {
        Endpoints endpoints;
        try
        {
            endpoints = await Endpoints.ResolveAsync(settings, stop);
        }
        catch (StartException error)
        {
            return [new(Name, FindingState.Wrong, error.Message)];
        }

        bool isUp = silos?.Any(silo => silo.Address.Contains($"{endpoints.Advertised}:{settings.SiloPort}@", StringComparison.Ordinal)) == true;
        return endpoints.Ports(settings).Select(port =>
        {
            try
            {
                Endpoints.CheckFree(port.Option, port.Address, port.Port);
                return new Finding(Name, FindingState.Ok, $"--{port.Option.Name}: {port.Address}:{port.Port} is free; others are told {endpoints.Advertised}.");
            }
            catch (StartException error)
            {
                return isUp
                    ? new Finding(Name, FindingState.Ok, $"--{port.Option.Name}: {port.Address}:{port.Port} is in use, and a silo with these ports is up.")
                    : new Finding(Name, FindingState.Wrong, error.Message);
            }
        });
    }
}
