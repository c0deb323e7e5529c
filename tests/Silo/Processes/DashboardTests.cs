using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Processes;

/// <summary>Orleans' own dashboard beside the page.</summary>
public sealed class DashboardTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Silo_WithADashboardPort_ShowsItToThoseWhoHaveTheToken()
    {
        string folder = Directory.CreateTempSubdirectory("orleanspool-dashboard").FullName;
        string file = Path.Combine(folder, "token");
        int port = FreePorts.Next();
        await using SiloProcess silo = Silos.New("--dashboard-port", $"{port}", "--page-token-file", file);
        await silo.StartAsync().WaitAsync(Bound.Limit);
        string token = (await File.ReadAllTextAsync(file)).Trim();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("me:wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"me:{token}"));
        Assert.Contains("<title>Orleans Dashboard</title>", await client.GetStringAsync("/").WaitAsync(Bound.Limit));

        // It gathers what it shows once a second.
        using var patience = new CancellationTokenSource(Bound.Limit);
        while (!(await client.GetStringAsync("/DashboardCounters", patience.Token)).Contains($"127.0.0.1:{silo.SiloPort}", StringComparison.Ordinal))
        {
            await Task.Delay(100, patience.Token);
        }

        Assert.Contains($"127.0.0.1:{port}", silo.Process.Written());
        Assert.DoesNotContain(token, silo.Process.Written());
        Directory.Delete(folder, recursive: true);

        async Task<HttpStatusCode> StatusAsync(string? user)
        {
            client.DefaultRequestHeaders.Authorization = user is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
            using HttpResponseMessage response = await client.GetAsync("/").WaitAsync(Bound.Limit);
            return response.StatusCode;
        }
    }
}
