using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansPool.Processes;
using OrleansPool.Silo.Health;

namespace OrleansPool.SiloTests.Processes;

/// <summary>What the probes answer in each phase of a silo's life.</summary>
public sealed class HealthTests
{
    [Theory(Timeout = Bound.Test)]
    [InlineData(PoolSiloPhase.Starting, "live")]
    [InlineData(PoolSiloPhase.Ready, "live, ready")]
    [InlineData(PoolSiloPhase.Draining, "live")]
    [InlineData(PoolSiloPhase.Drained, "live, drained")]
    public async Task Probes_AnswerByThePhase(PoolSiloPhase phase, string yes)
    {
        await using ServiceProvider services = new ServiceCollection().AddSingleton<IPoolSilo>(new Silo(phase)).BuildServiceProvider();
        var endpoint = new IPEndPoint(IPAddress.Loopback, FreePorts.Next());
        await using var server = new HealthServer(services, endpoint);
        await server.StartAsync(CancellationToken.None);
        using var client = new HttpClient { BaseAddress = new Uri($"http://{endpoint}") };
        List<string> answers = [];
        foreach (string probe in new[] { "live", "ready", "drained" })
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri($"/health/{probe}", UriKind.Relative));
            Assert.Equal($"{phase.ToString().ToLowerInvariant()}, 1 of 3 workers busy\n", await answer.Content.ReadAsStringAsync());
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                answers.Add(probe);
            }
        }

        Assert.Equal(yes, string.Join(", ", answers));
    }

    private sealed record Silo(PoolSiloPhase Phase) : IPoolSilo
    {
        public int Workers => 3;

        public int BusyWorkers => 1;
    }
}
