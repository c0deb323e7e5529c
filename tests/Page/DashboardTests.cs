using System.Collections.Concurrent;
using Microsoft.Playwright;
using OrleansPool.PageTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.PageTests;

/// <summary>Orleans' own dashboard, in a browser that holds it to its policy.</summary>
[Trait("Needs", "Browser")]
public sealed class DashboardTests(Browser browser) : IClassFixture<Browser>
{
    [Fact(Timeout = Bound.Test)]
    public async Task Dashboard_IsWhole_UnderItsPolicy()
    {
        int port = FreePorts.Next();
        await using var silo = new SiloProcess(
            new SiloHost("127.0.0.1", []),
            FreePorts.Next(),
            FreePorts.Next(),
            ["--dashboard-port", $"{port}"],
            new Dictionary<string, string> { ["ORLEANSPOOL_PAGE_TOKEN"] = ServedPage.Token });
        await silo.StartAsync();
        IPage page = await browser.OpenAsync(ServedPage.Token);
        ConcurrentQueue<string> errors = [];
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Enqueue(error);
        await page.GotoAsync($"http://127.0.0.1:{port}/");

        // What it asks the silo for, as it draws it.
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("Active Silos", new() { IgnoreCase = true });
        await page.GotoAsync($"http://127.0.0.1:{port}/#/silos");
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync($"127.0.0.1:{silo.SiloPort}");
        string file = Path.Combine(Environment.GetEnvironmentVariable("ORLEANSPOOL_SCREENSHOTS") ?? Path.GetTempPath(), "dashboard.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        Assert.Empty(errors);
    }
}
