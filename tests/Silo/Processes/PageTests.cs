using System.Net;
using System.Net.Http.Headers;
using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Processes;

/// <summary>The page that a silo serves, and its token.</summary>
public sealed class PageTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Silo_WithAPagePort_MakesATokenAndServesThoseWhoHaveIt()
    {
        string folder = Directory.CreateTempSubdirectory("orleanspool-page").FullName;
        string file = Path.Combine(folder, "token");
        int port = FreePorts.Next();
        await using SiloProcess silo = Silos.New("--page-port", $"{port}", "--page-token-file", file, "--job-stream", "events");
        await silo.StartAsync().WaitAsync(Bound.Limit);
        string token = (await File.ReadAllTextAsync(file)).Trim();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Assert.Contains("<title>OrleansPool</title>", await client.GetStringAsync("/").WaitAsync(Bound.Limit));
        using HttpResponseMessage refused = await client.GetAsync("/api/events").WaitAsync(Bound.Limit);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var events = new StreamReader(await client.GetStreamAsync("/api/events").WaitAsync(Bound.Limit));
        string? picture = await events.ReadLineAsync().WaitAsync(Bound.Limit);
        Assert.Contains($":{silo.SiloPort}@", picture);
        Assert.Contains("\"phase\":\"Ready\"", picture);

        // What the job stream tells comes between the pictures.
        await using (Pool pool = await Pool.ConnectAsync(silo.Gateway).Bounded())
        {
            string? told = "";
            await Eventually.HoldsAsync(
                () =>
                {
                    if (told!.StartsWith("data: {\"changed\":", StringComparison.Ordinal))
                    {
                        return true;
                    }

                    pool.Apply(x => x, 1);
                    told = events.ReadLine();
                    return false;
                },
                "the page is told of a job");
        }

        string log = silo.Process.Written();
        Assert.Contains($"127.0.0.1:{port}", log);
        Assert.Contains(file, log);
        Assert.DoesNotContain(token, log);
        Directory.Delete(folder, recursive: true);
    }
}
