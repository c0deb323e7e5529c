using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansPool.PageTests.Support;
using OrleansPool.Silo.Page;

namespace OrleansPool.PageTests;

/// <summary>The page over a silo that is there.</summary>
public sealed class RealClusterTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Events_TellOfAJobThatRuns_AndCancelEndsIt()
    {
        IServiceProvider? services = null;
        await using Pool pool = await LocalPool.StartAsync(options =>
        {
            options.Workers = 2;
            options.ConfigureServices = collection => collection.AddSingleton(provider => new Witness(services = provider)).AddHostedService(provider => provider.GetRequiredService<Witness>());
        }).Bounded();
        await using ServedPage served = await ServedPage.StartAsync(new ClusterSource(services!.GetRequiredService<IGrainFactory>()));
        MapResult<int> job = pool.MapAsync((x, token) => Wait(x, token), Enumerable.Range(0, 10), chunkSize: 1);
        using HttpClient client = served.Client();
        using var events = new StreamReader(await client.GetStreamAsync("/api/events").Bounded());
        JsonElement shown;
        do
        {
            string? line = await events.ReadLineAsync().WaitAsync(Bound.Limit);
            shown = line!.StartsWith("data: ", StringComparison.Ordinal) ? JsonDocument.Parse(line["data: ".Length..]).RootElement : default;
        }
        while (shown.ValueKind == JsonValueKind.Undefined || shown.GetProperty("jobs").EnumerateArray().All(each => each.GetProperty("running").GetInt32() < 2));

        JsonElement view = shown.GetProperty("jobs").EnumerateArray().Single();
        Assert.Equal((job.JobId, "Running", "map", 10), (view.GetProperty("id").GetString(), view.GetProperty("state").GetString(), view.GetProperty("verb").GetString(), view.GetProperty("total").GetInt32()));
        JsonElement silo = shown.GetProperty("silos").EnumerateArray().Single();
        Assert.Equal(("Ready", 2), (silo.GetProperty("phase").GetString(), silo.GetProperty("busy").GetInt32()));
        using HttpResponseMessage answer = await client.PostAsync($"/api/jobs/{job.JobId}/cancel", content: null).Bounded();
        answer.EnsureSuccessStatusCode();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job.Bounded());
    }

    private static int Wait(int x, CancellationToken token)
    {
        token.WaitHandle.WaitOne();
        return x;
    }

    private sealed class Witness(IServiceProvider services) : Microsoft.Extensions.Hosting.IHostedService
    {
        public IServiceProvider Services => services;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
