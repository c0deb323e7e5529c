using OrleansPool.FSharpFunctions;
using OrleansPool.TravelTests.Shapes;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Policy;

/// <summary>Whose functions a silo runs, tried from outside.</summary>
public sealed class PolicyTests
{
    private const string Secret = "ci-2026:0123456789abcdef0123456789abcdef";

    [Theory(Timeout = Bound.Test)]
    [InlineData("thread")]
    [InlineData("process")]
    public async Task Deployed_RefusesCodeOfClients_AndMethodsOfTheFramework(string isolation)
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--isolation", isolation);
        await using Pool pool = await silo.ConnectAsync();

        var missing = await Assert.ThrowsAsync<FunctionNotFoundException>(() => pool.MapAsync(x => x + 1, [1]).Bounded());
        Assert.Contains("refuses code from clients (CodePolicy.Deployed) and has no assembly 'OrleansPool.TravelTests' (build ", missing.Message, StringComparison.Ordinal);
        Assert.Contains("mark it [assembly: PoolFunctions], or set CodePolicy.Signed on the silo", missing.Message, StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<CodeRefusedException>(() => pool.MapAsync(File.ReadAllText, ["/etc/passwd"]).Bounded());
        Assert.Contains("runs only functions of its own assemblies; 'System.IO.File.ReadAllText' is not one. Wrap it in a function of a deployed assembly.", refused.Message, StringComparison.Ordinal);
        await silo.First.Process.WaitForLineAsync(@"\[7004\] Function [0-9a-f]{64} .*, claimed name System.IO.File.ReadAllText, .* is refused: .*'System.IO.File.ReadAllText' is not one", Bound.Limit);
        Assert.DoesNotContain(silo.First.Process.Log.Lines, line => line.Contains("[7003]", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(silo.Folder, "*", SearchOption.AllDirectories));
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("thread")]
    [InlineData("process")]
    public async Task Deployed_RunsFunctionsOfItsAssemblies_ButNoMethodOfTheFrameworkThatOneCaptures(string isolation)
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--isolation", isolation, "--functions", typeof(PolicyTests).Assembly.Location);
        await using Pool pool = await silo.ConnectAsync();
        Assert.Equal((double[])[2.0], await pool.MapAsync(x => new Shape("a", x).Grow(2), [1.0]).Bounded());

        Func<double, double> root = Math.Sqrt;
        var refused = await Assert.ThrowsAsync<CodeRefusedException>(() => pool.MapAsync(x => root(x), [1.0]).Bounded());
        Assert.Contains("'System.Math.Sqrt' is not one", refused.Message, StringComparison.Ordinal);
        await silo.First.Process.WaitForLineAsync(@"\[7004\] .* is refused: .*'System.Math.Sqrt' is not one", Bound.Limit);
        Assert.Single(silo.First.Process.Log.Lines, line => line.Contains("[7003]", StringComparison.Ordinal));
        // Nor one that comes in an item: also where nobody has to look at it.
        var item = await Assert.ThrowsAsync<CodeRefusedException>(() => pool.MapAsync(pair => pair.Item1 * 2, [(1.0, root)]).Bounded());
        Assert.Contains("Item 0 (", item.Message, StringComparison.Ordinal);
        Assert.Contains("'System.Math.Sqrt' is not one", item.Message, StringComparison.Ordinal);
        await silo.First.Process.WaitForLineAsync(@"\[7004\] .* is refused: Item 0 .*'System.Math.Sqrt' is not one", Bound.Limit);
        Assert.Equal((double[])[2.0], await pool.MapAsync(pair => pair.Item2(pair.Item1), [(1.0, (Func<double, double>)Twice)]).Bounded());

        // Nor one that is held by an exception, whose fields are read in another way.
        var error = new FunctionException(root);
        var captured = await Assert.ThrowsAsync<CodeRefusedException>(() => pool.MapAsync(x => error.Function(x), [1.0]).Bounded());
        Assert.Contains("'System.Math.Sqrt' is not one", captured.Message, StringComparison.Ordinal);
        var thrown = await Assert.ThrowsAsync<CodeRefusedException>(() => pool.MapAsync(x => x.InnerException is null, [new InvalidOperationException("outer", error)]).Bounded());
        Assert.Contains("'System.Math.Sqrt' is not one", thrown.Message, StringComparison.Ordinal);
        if (isolation == "process")
        {
            // Shared values are for threads.
            return;
        }

        using Shared<Func<double, double>> shared = await pool.ShareAsync(root).WaitAsync(Bound.Limit);
        var value = await Assert.ThrowsAsync<CodeRefusedException>(() => pool.MapAsync(x => shared.Value(x), [1.0]).Bounded());
        Assert.Contains("'System.Math.Sqrt' is not one", value.Message, StringComparison.Ordinal);
        await silo.First.Process.WaitForLineAsync(@"\[7004\] .* is refused: The shared value is refused: .*'System.Math.Sqrt' is not one", Bound.Limit);
        using Shared<Shape> shape = await pool.ShareAsync(new Shape("a", 3)).WaitAsync(Bound.Limit);
        Assert.Equal((double[])[6.0], await pool.MapAsync(x => shape.Value.Grow(x), [2.0]).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Signed_RunsWhatItsKeySigned_AndNothingElse()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"# of this test\n{Secret}\n");
        await using TravelSilo silo = await TravelSilo.StartAsync("--code", "signed", "--code-key-file", file);
        File.Delete(file);

        await using Pool unsigned = await silo.ConnectAsync();
        var none = await Assert.ThrowsAsync<CodeRefusedException>(() => unsigned.MapAsync(x => x + 1, [1]).Bounded());
        Assert.Contains("this function is not signed. Set PoolOptions.CodeKey, or the variable ORLEANSPOOL_CODE_KEY, to a key that the silo trusts (ci-2026)", none.Message, StringComparison.Ordinal);

        await using Pool other = await silo.ConnectAsync(options => options.CodeKey = "dev-laptop:0123456789abcdef0123456789abcdef");
        var untrusted = await Assert.ThrowsAsync<CodeRefusedException>(() => other.MapAsync(x => x + 1, [1]).Bounded());
        Assert.Contains("does not trust the key 'dev-laptop' that signed this function (trusted: ci-2026). Nothing was loaded.", untrusted.Message, StringComparison.Ordinal);

        await using Pool forged = await silo.ConnectAsync(options => options.CodeKey = "ci-2026:another secret of the same name");
        var wrong = await Assert.ThrowsAsync<CodeRefusedException>(() => forged.MapAsync(x => x + 1, [1]).Bounded());
        Assert.Contains("its signature is not of the key 'ci-2026'", wrong.Message, StringComparison.Ordinal);
        foreach (string reason in (string[])["this function is not signed", "does not trust the key 'dev-laptop'", "its signature is not of the key 'ci-2026'"])
        {
            await silo.First.Process.WaitForLineAsync($@"\[7004\] Function [0-9a-f]{{64}} .* is refused: .*{reason}", Bound.Limit);
        }

        Assert.Empty(Directory.EnumerateFiles(silo.Folder, "*", SearchOption.AllDirectories));

        await using Pool signed = await silo.ConnectAsync(options => options.CodeKey = Secret);
        Assert.Equal((int[])[2], await signed.MapAsync(x => x + 1, [1]).Bounded());
        await silo.First.Process.WaitForLineAsync(@"\[7001\] Code package [0-9a-f]{64} .* key ci-2026", Bound.Limit);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("thread", false)]
    [InlineData("thread", true)]
    [InlineData("process", false)]
    [InlineData("process", true)]
    public async Task Signed_TakesNoFunctionInAnItemOrASharedValue_SinceThoseAreNotSigned(string isolation, bool isDeployed)
    {
        string[] functions = isDeployed ? ["--functions", typeof(PolicyTests).Assembly.Location] : [];
        await using TravelSilo silo = await TravelSilo.StartAsync(
            new Dictionary<string, string> { ["ORLEANSPOOL_CODE_KEY"] = Secret }, ["--code", "signed", "--isolation", isolation, .. functions]);
        await using Pool pool = await silo.ConnectAsync(options => options.CodeKey = Secret);
        Func<double, double> root = Math.Sqrt;
        Func<double, double> twice = Twice;
        Assert.Equal((double[])[6.0], await pool.MapAsync(x => twice(root(x)), [9.0]).Bounded());

        await RefusedAsync(() => pool.MapAsync(pair => pair.Item2(pair.Item1), [(1.0, (Func<double, double>)Twice)]).Bounded());
        await RefusedAsync(() => pool.MapAsync(x => x is null, new object[] { root }).Bounded());
        await RefusedAsync(() => pool.MapAsync(list => list.Count, [new List<Func<double, double>> { root }]).Bounded());
        await RefusedAsync(() => pool.MapAsync(error => error.Data.Count, [new FunctionException(root)]).Bounded());
        Step step = Sample.step(2);
        Assert.Equal((int[])[3], await pool.MapAsync(x => step.Apply.Invoke(x), [1]).Bounded());
        await RefusedAsync(() => pool.MapAsync(item => item.Apply.Invoke(1), [step]).Bounded());
        await silo.First.Process.WaitForLineAsync(@"\[7004\] Function [0-9a-f]{64} .* is refused: Item 0 \(.* are not signed", Bound.Limit);

        // Data of the same types is taken.
        Assert.Equal((int[])[1], await pool.MapAsync(pair => pair.Item2 is null ? pair.Item1 : 0, [(1, (Func<double, double>?)null)]).Bounded());
        if (isolation == "process")
        {
            // Shared values are for threads.
            return;
        }

        using Shared<Func<double, double>> shared = await pool.ShareAsync(twice).WaitAsync(Bound.Limit);
        await RefusedAsync(() => pool.MapAsync(x => shared.Value(x), [1.0]).Bounded());
        await silo.First.Process.WaitForLineAsync(@"\[7004\] .* is refused: The shared value is refused: .* are not signed", Bound.Limit);
    }

    private static async Task RefusedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<CodeRefusedException>(call);
        Assert.EndsWith(
            "Functions in items and shared values are not signed, so a silo with CodePolicy.Signed does not take them. Capture them in the job's function, which is signed.",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Signed_WithCertificates_RunsWhatThePrivateKeySigned_WhichTheSiloDoesNotHave()
    {
        using var mine = new CodePair("ci", DateTimeOffset.UtcNow.AddDays(1));
        using var stranger = new CodePair("stranger", DateTimeOffset.UtcNow.AddDays(1));
        using var old = new CodePair("old", DateTimeOffset.UtcNow.AddMinutes(-1));
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{mine.Certificate}\n{old.Certificate}\n");
        await using TravelSilo silo = await TravelSilo.StartAsync("--code", "signed", "--code-key-file", file);
        File.Delete(file);

        await using Pool unknown = await silo.ConnectAsync(options => options.CodeKey = stranger.PrivateKey);
        var untrusted = await Assert.ThrowsAsync<CodeRefusedException>(() => unknown.MapAsync(x => x + 1, [1]).Bounded());
        Assert.Contains("does not trust the key 'ec-", untrusted.Message, StringComparison.Ordinal);

        await using Pool late = await silo.ConnectAsync(options => options.CodeKey = old.PrivateKey);
        var expired = await Assert.ThrowsAsync<CodeRefusedException>(() => late.MapAsync(x => x + 1, [1]).Bounded());
        Assert.Contains("Give the silo a certificate that is valid", expired.Message, StringComparison.Ordinal);
        await silo.First.Process.WaitForLineAsync(@"\[7004\] .* is refused: .*does not trust the key 'ec-", Bound.Limit);
        await silo.First.Process.WaitForLineAsync(@"\[7004\] .* is refused: .*Give the silo a certificate that is valid", Bound.Limit);
        Assert.Empty(Directory.EnumerateFiles(silo.Folder, "*", SearchOption.AllDirectories));

        await using Pool signed = await silo.ConnectAsync(options => options.CodeKey = mine.PrivateKey);
        Assert.Equal((int[])[2], await signed.MapAsync(x => x + 1, [1]).Bounded());
        await silo.First.Process.WaitForLineAsync(@"\[7001\] Code package [0-9a-f]{64} .* key ec-[0-9a-f]{16}", Bound.Limit);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Package_ThatIsLargerThanTheSiloTakes_IsRefusedBeforeItArrives()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--code", "any", "--code-max-package", "1");
        await using Pool pool = await silo.ConnectAsync();
        var refused = await Assert.ThrowsAsync<CodeRefusedException>(() => pool.MapAsync(x => x + 1, [1]).Bounded());
        Assert.Matches(@"^Package is [0-9.]+ MiB \(limit of silo .*: 1\); largest: .* [0-9.]+ MiB\. Exclude it, .*\(--code-max-package\) there\.", refused.Message);
        Assert.Empty(Directory.EnumerateFiles(silo.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Any_BeyondLoopback_DoesNotStart()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TravelSilo.StartAsync("--code", "any", "--listen", "0.0.0.0"));
        Assert.Contains("Code is Any, and the silo listens on 0.0.0.0", error.Message, StringComparison.Ordinal);
    }

    private static double Twice(double x) => 2 * x;
}
