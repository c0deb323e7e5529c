using System.Text.Json;
using OrleansPool.Samples.Article;
using OrleansPool.Samples.Article.CommandLine;
using OrleansPool.Samples.Article.Methods;

namespace OrleansPool.SampleTests.Comparing;

/// <summary>The figures that a run saves have the shape that the sample's page shows.</summary>
public sealed class JsonTests
{
    [Fact]
    public async Task Json_HasTheDocumentedShape()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "figures.json");
        var options = new ArticleOptions(Calls: 4, Delay: TimeSpan.FromMilliseconds(1), Workers: 2, file);
        await ArticleRun.RunAsync(options, CancellationToken.None);
        using JsonDocument saved = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        using JsonDocument documented = JsonDocument.Parse(await ExampleAsync());

        AssertSameShape(documented.RootElement, saved.RootElement, "the file");

        JsonElement root = saved.RootElement;
        Assert.Equal((4, 2), (root.GetProperty("calls").GetInt32(), root.GetProperty("workers").GetInt32()));
        string[] rows = [.. root.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("method")} {row.GetProperty("arguments")} {row.GetProperty("delay")}")];
        string[] expected = [.. new[] { "0.001", "0" }.SelectMany(delay => Comparison.Methods.Select(method => $"{method.Name} {method.Arguments} {delay}"))];
        Assert.Equal(expected, rows);
    }

    private static async Task<string> ExampleAsync()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Article.md"));
        return page.Split("```json")[1].Split("```")[0];
    }

    private static void AssertSameShape(JsonElement documented, JsonElement saved, string where)
    {
        if (where == "winsFromMicroseconds" && saved.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        Assert.True(documented.ValueKind == saved.ValueKind, $"{where} is a {saved.ValueKind}, documented is a {documented.ValueKind}.");
        if (documented.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(documented.EnumerateObject().Select(property => property.Name), saved.EnumerateObject().Select(property => property.Name));
            foreach (JsonProperty property in documented.EnumerateObject())
            {
                AssertSameShape(property.Value, saved.GetProperty(property.Name), property.Name);
            }
        }
        else if (documented.ValueKind == JsonValueKind.Array)
        {
            Assert.All(saved.EnumerateArray(), element => AssertSameShape(documented[0], element, where));
        }
    }
}
