using Microsoft.Playwright;

namespace OrleansPool.PageTests.Support;

/// <summary>The machine's Chromium.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout((float)Bound.Limit.TotalMilliseconds);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find(), Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }

    internal async Task<IPage> OpenAsync(ServedPage served, string? token = ServedPage.Token, int width = 1400, int height = 900, ColorScheme colours = ColorScheme.Light, Func<IPage, Task>? prepare = null)
    {
        IPage page = await NewAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours });
        if (prepare is not null)
        {
            await prepare(page);
        }

        await page.GotoAsync($"{served.Address}/{(token is null ? "" : $"#token={token}")}");
        return page;
    }

    /// <summary>Opens a page that asks for a user and a password.</summary>
    internal Task<IPage> OpenAsync(string password) =>
        NewAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 1280, Height = 860 }, HttpCredentials = new HttpCredentials { Username = "me", Password = password } });

    private async Task<IPage> NewAsync(BrowserNewContextOptions options)
    {
        IBrowserContext context = await _browser!.NewContextAsync(options);
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)Bound.Limit.TotalMilliseconds);
        return page;
    }

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("These tests need a Chromium in the PATH: apt-get install chromium");
}
