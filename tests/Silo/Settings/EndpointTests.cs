using System.Net;
using OrleansPool.Processes;
using OrleansPool.Silo.Hosting;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Settings;

/// <summary>How the silo finds its addresses.</summary>
public sealed class EndpointTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    [Theory(Timeout = Bound.Test)]
    [InlineData("--advertise", "silo.example")]
    [InlineData("--primary", "silo.example:11111")]
    public async Task Host_ThatNobodyResolves_IsGivenUp(string option, string value)
    {
        Task<Endpoints> found = Endpoints.FindAsync(
            CommandLine.Read([option, value, "--silo-port", $"{FreePorts.Next()}", "--gateway-port", $"{FreePorts.Next()}"]),
            (_, _) => new TaskCompletionSource<IPAddress[]>().Task,
            Patience,
            CancellationToken.None);

        var error = await Assert.ThrowsAsync<StartException>(() => found).Bounded();
        Assert.Equal($"{option}: nobody said within 0.1 s what the address of 'silo.example' is. Check the machine's name servers, or write its address.", error.Message);
    }
}
