using OrleansPool.TravelTests.Shapes;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Policy;

/// <summary>Whose functions a silo runs, tried from outside.</summary>
public sealed class PolicyTests
{
    private const string Secret = "ci-2026:0123456789abcdef0123456789abcdef";

    [Fact(Timeout = Bound.Test)]
    public async Task Deployed_RefusesCodeOfClients_AndMethodsOfTheFramework()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync();
        await using Pool pool = await silo.ConnectAsync();

        var missing = await Assert.ThrowsAsync<FunctionNotFoundException>(() => pool.MapAsync(x => x + 1, [1]).Bounded());
        Assert.Contains("refuses code from clients (CodePolicy.Deployed) and has no assembly 'OrleansPool.TravelTests' (build ", missing.Message, StringComparison.Ordinal);
        Assert.Contains("mark it [assembly: PoolFunctions], or set CodePolicy.Signed on the silo", missing.Message, StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<CodeRefusedException>(() => pool.MapAsync(File.ReadAllText, ["/etc/passwd"]).Bounded());
        Assert.Contains("runs only functions of its own assemblies; 'System.IO.File.ReadAllText' is not one. Wrap it in a function of a deployed assembly.", refused.Message, StringComparison.Ordinal);
        await silo.First.Process.WaitForLineAsync(@"FunctionRefused|\[7004\] Function System.IO.File.ReadAllText", Bound.Limit);
        Assert.Empty(Directory.EnumerateFiles(silo.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Deployed_RunsFunctionsOfItsAssemblies_ButNoMethodOfTheFrameworkThatOneCaptures()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--functions", typeof(PolicyTests).Assembly.Location);
        await using Pool pool = await silo.ConnectAsync();
        Assert.Equal((double[])[2.0], await pool.MapAsync(x => new Shape("a", x).Grow(2), [1.0]).Bounded());

        Func<double, double> root = Math.Sqrt;
        var refused = await Assert.ThrowsAsync<CodeRefusedException>(() => pool.MapAsync(x => root(x), [1.0]).Bounded());
        Assert.Contains("'System.Math.Sqrt' is not one", refused.Message, StringComparison.Ordinal);

        using Shared<Func<double, double>> shared = await pool.ShareAsync(root).WaitAsync(Bound.Limit);
        await Assert.ThrowsAnyAsync<PoolException>(() => pool.MapAsync(x => shared.Value(x), [1.0]).Bounded());
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
        Assert.Empty(Directory.EnumerateFiles(silo.Folder, "*", SearchOption.AllDirectories));

        await using Pool signed = await silo.ConnectAsync(options => options.CodeKey = Secret);
        Assert.Equal((int[])[2], await signed.MapAsync(x => x + 1, [1]).Bounded());
        await silo.First.Process.WaitForLineAsync(@"\[7001\] Code package [0-9a-f]{64} .* key ci-2026", Bound.Limit);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Package_ThatIsLargerThanTheSiloTakes_IsRefusedBeforeItArrives()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--code", "any", "--code-max-package", "1");
        await using Pool pool = await silo.ConnectAsync();
        var refused = await Assert.ThrowsAsync<CodeRefusedException>(() => pool.MapAsync(x => x + 1, [1]).Bounded());
        Assert.Contains("(limit 1048576)", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(silo.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Any_BeyondLoopback_DoesNotStart()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TravelSilo.StartAsync("--code", "any", "--listen", "0.0.0.0"));
        Assert.Contains("Code is Any, and the silo listens on 0.0.0.0", error.Message, StringComparison.Ordinal);
    }
}
