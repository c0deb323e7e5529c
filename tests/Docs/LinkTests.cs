namespace OrleansPool.DocTests;

/// <summary>What the pages and the exceptions point to is there.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Names => [.. Pages.All.Select(file => Path.GetRelativePath(Pages.Repository, file))];

    public static TheoryData<Type> Exceptions =>
    [
        .. typeof(PoolException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(PoolException)) && !type.IsAbstract),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Links_OfThePage_LeadSomewhere(string name)
    {
        string page = Path.Combine(Pages.Repository, name);
        Assert.All(Pages.Links(page), link =>
        {
            string[] parts = link.Split('#');
            string target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{link} is not there.");
            if (parts.Length > 1)
            {
                Assert.Contains(parts[1], Pages.Anchors(target));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Exception_NamesItsHeadingOnce(Type type)
    {
        var error = (Exception)Activator.CreateInstance(type, "It failed. Do better.")!;
        string link = $"docs/errors.md#{type.Name.ToLowerInvariant()}";
        Assert.Equal(link, error.HelpLink);
        Assert.Contains(type.Name.ToLowerInvariant(), Pages.Anchors(Pages.Docs("errors.md")));
        Assert.Equal("It failed. Do better.", error.Message);
        Assert.Equal(2, error.ToString().Split(link).Length);
        Assert.StartsWith($"{type}: It failed. Do better.{Environment.NewLine}   See {link}", error.ToString());
    }

    [Fact]
    public void Table_OfErrors_HasAllExceptions() => Assert.Equal(
        typeof(PoolException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(PoolException)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal),
        File.ReadLines(Pages.Docs("errors.md")).Where(line => line.StartsWith("| [", StringComparison.Ordinal)).Select(line => line[3..line.IndexOf(']', StringComparison.Ordinal)]));

    [Fact]
    public async Task Exception_ThatWasThrown_NamesItBelowItsMessage()
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 1);
        pool.Close();
        var error = Assert.Throws<PoolClosedException>(() => pool.Apply(() => 1));
        Assert.Contains($"{error.Message}{Environment.NewLine}   See docs/errors.md#poolclosedexception{Environment.NewLine}   at ", error.ToString());
    }

    [Fact]
    public void Index_HasAllPages() => Assert.Equal(
        Pages.All.Select(file => Path.GetRelativePath(Pages.Docs(""), file)).Where(name => !name.EndsWith("README.md", StringComparison.Ordinal)).Order(),
        Pages.Links(Pages.Docs("README.md")).Where(link => link.EndsWith(".md", StringComparison.Ordinal) && !link.StartsWith("..", StringComparison.Ordinal)).Order());
}
