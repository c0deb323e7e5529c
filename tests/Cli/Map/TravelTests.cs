using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Map;

/// <summary>A silo that takes code and has no functions gets those of a build, with the native libraries of its packages.</summary>
public sealed class TravelTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Function_OfABuildElsewhere_ComesWithItsNativeLibraries()
    {
        string id = $"travel-{Guid.NewGuid():N}";
        using var folder = new TemporaryFolder();
        await using var silo = new SiloProcess(
            SiloHost.Loopback,
            FreePorts.Next(),
            FreePorts.Next(),
            ["--workers", "1", "--cluster-id", id, "--code", "any", "--code-folder", folder.Path],
            new Dictionary<string, string>());
        await silo.StartAsync();
        CliRun run = await CliRun.ProcessAsync(["map", CliRun.Build, "Pictures.Bytes", "--connect", silo.Gateway, "--cluster-id", id], "3\n");

        Assert.Equal(["24"], run.Silently().Lines);
    }
}
