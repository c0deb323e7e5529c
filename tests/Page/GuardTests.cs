using System.Net;
using OrleansPool.PageTests.Support;
using OrleansPool.Silo.Page;

namespace OrleansPool.PageTests;

/// <summary>Who may see the page and act on it.</summary>
public sealed class GuardTests : IAsyncLifetime
{
    private readonly MadeCluster _cluster = new(silos: 2, jobs: 5);
    private ServedPage _page = null!;

    public async Task InitializeAsync() => _page = await ServedPage.StartAsync(_cluster);

    public Task DisposeAsync() => _page.DisposeAsync().AsTask();

    [Theory]
    [InlineData("GET", "/api/events")]
    [InlineData("GET", "/api/jobs/abc-1")]
    [InlineData("GET", "/api/anything")]
    [InlineData("POST", "/api/jobs/abc-1/cancel")]
    [InlineData("POST", "/api/silos/x/drain")]
    [InlineData("GET", "/API/events")]
    [InlineData("GET", "/Api/jobs/abc-1")]
    [InlineData("POST", "/API/jobs/abc-1/cancel")]
    [InlineData("POST", "/apI/silos/x/DRAIN")]
    [InlineData("GET", "/PAGE.js")]
    [InlineData("GET", "/elsewhere")]
    public async Task Api_WithoutTheToken_IsRefused(string method, string path)
    {
        foreach (string? token in new[] { null, "", "wrong", ServedPage.Token + "x", ServedPage.Token[..^1] })
        {
            using HttpClient client = _page.Client();
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            client.DefaultRequestHeaders.Authorization = null;
            if (token is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            }

            using HttpResponseMessage answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Empty(_cluster.Cancelled);
        Assert.Empty(_cluster.Drained);
    }

    [Fact]
    public async Task Token_InTheAddressOrACookie_DoesNotCount()
    {
        using HttpClient client = _page.Client(token: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/jobs/abc-1/cancel?token={Uri.EscapeDataString(ServedPage.Token)}");
        request.Headers.Add("Cookie", $"token={Uri.EscapeDataString(ServedPage.Token)}");
        using HttpResponseMessage answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(_cluster.Cancelled);
    }

    [Fact]
    public async Task Act_ByGet_IsNotPossible()
    {
        using HttpClient client = _page.Client();
        using HttpResponseMessage answer = await client.GetAsync("/api/jobs/abc-1/cancel");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Empty(_cluster.Cancelled);
    }

    [Fact]
    public async Task Act_WithTheToken_IsDone()
    {
        using HttpClient client = _page.Client();
        using HttpResponseMessage cancelled = await client.PostAsync("/api/jobs/abc-1/cancel", content: null);
        using HttpResponseMessage drained = await client.PostAsync("/api/silos/10.0.0.1%3A11111%401000/drain", content: null);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (cancelled.StatusCode, drained.StatusCode));
        Assert.Equal(["abc-1"], _cluster.Cancelled);
        Assert.Equal(["10.0.0.1:11111@1000"], _cluster.Drained);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/page.js")]
    [InlineData("/api/events")]
    public async Task Answers_LetNothingInFromElsewhere(string path)
    {
        using HttpClient client = _page.Client(token: null);
        using HttpResponseMessage answer = await client.GetAsync(path);
        string policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.DoesNotContain("http", policy);
        Assert.Equal("nosniff", string.Join(' ', answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public void Files_NameNoOtherHost()
    {
        foreach ((string path, _, byte[] content) in PageAssets.All().Where(file => !file.Path.EndsWith(".svg", StringComparison.Ordinal)))
        {
            string text = System.Text.Encoding.UTF8.GetString(content);
            Assert.DoesNotContain("://", text);
            Assert.DoesNotContain("innerHTML", text);
            Assert.DoesNotContain(" style=\"", text);
            Assert.NotEmpty(path);
        }
    }

    [Fact]
    public async Task Viewers_AreServedWithOnePollAndTooManyAreRefused()
    {
        using HttpClient client = _page.Client();
        List<HttpResponseMessage> viewers = [];
        for (int i = 0; i < PageFeed.MostViewers; i++)
        {
            viewers.Add(await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead));
        }

        int looks = _cluster.Looks;
        Assert.All(viewers, viewer => Assert.Equal(HttpStatusCode.OK, viewer.StatusCode));

        // Each got a picture, from fewer looks than there are viewers.
        Assert.InRange(looks, 1, PageFeed.MostViewers - 1);
        using HttpResponseMessage oneMore = await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, oneMore.StatusCode);
        viewers.ForEach(viewer => viewer.Dispose());
    }
}
