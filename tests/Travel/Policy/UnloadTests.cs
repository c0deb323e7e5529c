using OrleansPool.TravelTests.Shapes;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Policy;

/// <summary>Code that a silo lets go of, and that is wanted again.</summary>
public sealed class UnloadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-unload-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = Bound.Test)]
    public async Task Package_ThatWasUnloaded_ComesAgainAsNew_EvenIfItsFilesWereRemovedMeanwhile()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--code", "any", "--code-unload", "true", "--code-max-packages", "1");
        await using Pool first = await ConnectAsync(silo, "first");
        await using Pool second = await ConnectAsync(silo, "second");
        Assert.Equal((1, "first"), await CountAsync(first));
        Assert.Equal((2, "first"), await CountAsync(first));

        // There is room for one: statics begin anew.
        Assert.Equal((1, "second"), await CountAsync(second));
        Assert.Equal((1, "first"), await CountAsync(first));
        Assert.Equal((1, "second"), await CountAsync(second));

        Directory.Delete(Path.Combine(silo.Folder, "0", "contents"), recursive: true);
        Assert.Equal((1, "first"), await CountAsync(first));
    }

    private async Task<Pool> ConnectAsync(TravelSilo silo, string text)
    {
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, text)).FullName, "text.txt");
        await File.WriteAllTextAsync(file, text);
        Pool pool = await silo.ConnectAsync();
        pool.Package.Include(file);
        return pool;
    }

    private static async Task<(int Count, string Text)> CountAsync(Pool pool)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await pool.ApplyAsync(() => (Counter.Next(), File.ReadAllText(Path.Combine(PoolContext.Current.PackageFolder!, "text.txt")))).Bounded();
            }
            catch (CodeRefusedException refused) when (attempt < 100 && refused.Message.Contains("which is its limit", StringComparison.Ordinal))
            {
                // The silo has yet to hear that the job before, which used the other package, has ended.
                await Task.Delay(50);
            }
        }
    }
}
