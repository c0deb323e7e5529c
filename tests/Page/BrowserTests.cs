using Microsoft.Playwright;
using OrleansPool.PageTests.Support;
using OrleansPool.Wire;
using Xunit.Abstractions;

namespace OrleansPool.PageTests;

/// <summary>The page as people see and use it.</summary>
[Trait("Needs", "Browser")]
public sealed class BrowserTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private const int MostMilliseconds = 200;

    [Fact(Timeout = Bound.Test)]
    public async Task Page_ShowsSilosJobsAndOneJob()
    {
        var cluster = new MadeCluster(silos: 6, jobs: 40);
        await using ServedPage served = await ServedPage.StartAsync(cluster);
        IPage page = await browser.OpenAsync(served);
        await page.Locator(".silo").Nth(5).WaitForAsync();
        Assert.Equal(6, await page.Locator(".silo").CountAsync());
        Assert.Equal(5 * 16, await page.Locator(".slot").CountAsync());
        Assert.Equal("draining", await page.Locator(".silo").Nth(1).Locator(".phase").TextContentAsync());
        Assert.Equal("no answer", await page.Locator(".silo").Nth(5).Locator(".phase").TextContentAsync());
        Assert.Equal("live", await page.Locator("#link").TextContentAsync());
        Assert.DoesNotContain("token", page.Url);
        await page.Locator(".job").First.ClickAsync();
        await page.Locator(".failure").First.WaitForAsync();
        Assert.Equal("masks of the night", await page.Locator("#detail-name").TextContentAsync());
        Assert.Contains("ImageFormatException", await page.Locator(".failure").First.TextContentAsync());
        Assert.Equal(5, await page.Locator("#slowest tbody tr").CountAsync());
        await page.Locator(".failure summary").First.ClickAsync();
        Assert.Contains("line 41", await page.Locator(".failure pre").First.TextContentAsync());
        await page.HoverAsync("#timeline", new PageHoverOptions { Position = new Position { X = 400, Y = 30 } });
        Assert.True(await page.EvaluateAsync<bool>("() => document.getElementById('timeline').height > 100"));
        await page.Locator("#filter").FillAsync("thumbnails");
        await Assertions.Expect(page.Locator("#shown")).ToContainTextAsync("of 40 jobs");
        Assert.All(await page.Locator(".job:not([hidden])").AllTextContentsAsync(), text => Assert.Contains("thumbnails", text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Page_ShowsTheEndOfTheJobThatIsLookedAt()
    {
        var cluster = new MadeCluster(silos: 2, jobs: 8);
        await using ServedPage served = await ServedPage.StartAsync(cluster);
        IPage page = await browser.OpenAsync(served);
        await page.Locator(".job").First.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#detail-facts")).ToContainTextAsync("running");
        cluster.HasEnded = true;
        await Assertions.Expect(page.Locator("#detail-facts")).ToContainTextAsync("finished");
        await Assertions.Expect(page.Locator("#detail-cancel")).ToBeHiddenAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Page_ShowsWhatTheJobStreamTells_WithoutAnotherPicture()
    {
        var told = new TaskCompletionSource<JobNews>();
        var cluster = new MadeCluster(silos: 2, jobs: 8);
        cluster.News = since => since == 0 ? Task.FromResult(new JobNews { IsLive = true, Mark = 1 }) : since == 1 ? told.Task : new TaskCompletionSource<JobNews>().Task;
        await using ServedPage served = await ServedPage.StartAsync(cluster);
        IPage page = await browser.OpenAsync(served);
        await page.Locator(".job").First.WaitForAsync();
        JobView first = (await cluster.DescribeAsync()).Jobs[0];
        cluster.Gate = new TaskCompletionSource().Task;
        told.SetResult(new JobNews
        {
            IsLive = true,
            Mark = 2,
            Jobs = [first with { Id = "cafe-1", Name = "just begun", StartedAt = first.StartedAt.AddDays(1) }, first with { State = JobState.Failed, Elapsed = first.Elapsed + TimeSpan.FromDays(9) }],
        });
        await Assertions.Expect(page.Locator(".job .title").First).ToHaveTextAsync("just begun");
        await Assertions.Expect(page.Locator(".job.Failed .title").First).ToHaveTextAsync(first.Name!);
        await Assertions.Expect(page.Locator("#shown")).ToContainTextAsync("9 of 9 jobs");
    }

    /// <summary>The clock of the page is the test's: it waits for what would take seconds.</summary>
    [Theory(Timeout = Bound.Test)]
    [InlineData(true, "nothing came for 10 s")]
    [InlineData(false, "the silo answered 503")]
    public async Task Page_WhoseSiloIsSilentOrRefuses_SaysSo_AndComesBack(bool isSilent, string reason)
    {
        const string Events = "**/api/events";
        await using ServedPage served = await ServedPage.StartAsync(new MadeCluster(silos: 1, jobs: 4));
        IPage page = await browser.OpenAsync(served, prepare: async page =>
        {
            await page.Clock.InstallAsync();
            await page.RouteAsync(Events, route => isSilent ? Task.CompletedTask : route.FulfillAsync(new() { Status = 503 }));
        });
        if (isSilent)
        {
            await page.Clock.RunForAsync(11_000);
        }

        await Assertions.Expect(page.Locator("#link")).ToContainTextAsync(reason);
        await page.UnrouteAsync(Events);
        await page.Clock.RunForAsync(2_500);
        await page.Locator(".silo").WaitForAsync();
        await Assertions.Expect(page.Locator("#link")).ToHaveTextAsync("live");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Page_CancelsAndDrains_WhenItIsConfirmed()
    {
        var cluster = new MadeCluster(silos: 2, jobs: 8);
        await using ServedPage served = await ServedPage.StartAsync(cluster);
        IPage page = await browser.OpenAsync(served);
        await page.Locator(".job button").First.ClickAsync();
        await page.Locator("#ask button[value=no]").ClickAsync();
        Assert.Empty(cluster.Cancelled);
        await page.Locator(".job button").First.ClickAsync();
        await page.Locator("#ask button[value=yes]").ClickAsync();
        await Eventually.HoldsAsync(() => cluster.Cancelled.Count == 1, "the job is cancelled");
        await page.Locator(".silo button").First.ClickAsync();
        await page.Locator("#ask button[value=yes]").ClickAsync();
        await Eventually.HoldsAsync(() => cluster.Drained.Count == 1, "the silo is drained");
        Assert.Equal(["10.0.0.1:11111@1000"], cluster.Drained);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Page_WithoutAToken_AsksForIt()
    {
        await using ServedPage served = await ServedPage.StartAsync(new MadeCluster(silos: 1, jobs: 1));
        IPage page = await browser.OpenAsync(served, token: "not the right one");
        await page.Locator("#login").WaitForAsync();
        Assert.False(await page.Locator("#content").IsVisibleAsync());
        await page.Locator("#token").FillAsync(ServedPage.Token);
        await page.Locator("#login button").ClickAsync();
        await page.Locator(".silo").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator(".silo").WaitForAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Page_ShowsTextAsText_AndRunsNothingOfIt()
    {
        var cluster = new MadeCluster(silos: 1, jobs: 4) { Message = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>" };
        await using ServedPage served = await ServedPage.StartAsync(cluster);
        IPage page = await browser.OpenAsync(served);
        List<string> errors = [];
        page.Console += (_, message) => errors.Add(message.Text);
        page.PageError += (_, error) => errors.Add(error);
        await page.Locator(".job").First.ClickAsync();
        await page.Locator(".failure").First.WaitForAsync();
        Assert.Contains(cluster.Message, await page.Locator(".failure").First.TextContentAsync());
        Assert.Equal(0, await page.Locator(".failure img, .failure script").CountAsync());
        Assert.Equal("OrleansPool", await page.TitleAsync());
        Assert.Empty(errors);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Refresh_Of1000JobsAnd64Silos_TakesLessThan200Milliseconds()
    {
        await using ServedPage served = await ServedPage.StartAsync(new MadeCluster(silos: 64, jobs: 1_000));
        IPage page = await browser.OpenAsync(served);
        await page.Locator(".job").First.ClickAsync();
        await page.WaitForFunctionAsync("() => performance.getEntriesByName('refresh').length >= 1");
        var clock = FairClock.StartNew();
        await page.WaitForFunctionAsync("() => performance.getEntriesByName('refresh').length >= 11");
        double share = clock.Elapsed / clock.Wall;
        double[] times = await page.EvaluateAsync<double[]>("() => performance.getEntriesByName('refresh').slice(1).map(entry => entry.duration)");
        Assert.Equal(64, await page.Locator(".silo").CountAsync());
        Assert.Contains("1,000 of 1,000 jobs", await page.Locator("#shown").TextContentAsync());
        string said = $"A refresh took {string.Join(", ", times.Select(time => $"{time:F0}"))} ms until it was painted, where {share:P0} of the time nobody waited for a processor.";
        output.WriteLine(said);
        Assert.True(times.Max() * share < MostMilliseconds, said);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("page", 1280, 860, ColorScheme.Light)]
    [InlineData("page-dark", 1280, 860, ColorScheme.Dark)]
    [InlineData("page-narrow", 400, 800, ColorScheme.Light)]
    public async Task Screenshot_IsMade_AndNothingIsCutOff(string name, int width, int height, ColorScheme colours)
    {
        await using ServedPage served = await ServedPage.StartAsync(new MadeCluster(silos: 6, jobs: 40));
        IPage page = await browser.OpenAsync(served, width: width, height: height, colours: colours);
        await page.Locator(".job").First.ClickAsync();
        await page.Locator(".failure").First.WaitForAsync();
        string file = Path.Combine(Environment.GetEnvironmentVariable("ORLEANSPOOL_SCREENSHOTS") ?? Path.GetTempPath(), $"{name}.png");
        byte[] picture = await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        Assert.InRange(picture.Length, 20_000, 500_000);
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        string[] wide = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('button, dd, h2, .name, .facts, .count, canvas')].filter(one => one.offsetParent && one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML.slice(0, 80))");
        Assert.Empty(wide);
    }
}
