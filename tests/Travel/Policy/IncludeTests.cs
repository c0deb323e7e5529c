using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansPool.Processes;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Policy;

/// <summary>Files that a program adds to what travels.</summary>
[Collection(nameof(GenericSilo))]
public sealed class IncludeTests(GenericSilo silo) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-include-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = Bound.Test)]
    public async Task IncludedFiles_AreWhereFunctionsFindThem()
    {
        string file = Write("words.txt", "one two");
        Write("data/deep/more.txt", "three");
        await using Pool pool = await silo.Silo.ConnectAsync();
        pool.Package.Include(file).Include(Path.Combine(_folder.FullName, "data"));
        Assert.Equal(["one two", "three"], await pool.MapAsync(name => File.ReadAllText(Path.Combine(PoolContext.Current.PackageFolder!, name)), ["words.txt", "data/deep/more.txt"]).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task IncludedNativeLibrary_IsFoundByItsName()
    {
        // Any library of this platform does: one of .NET's, under a name that the silo has nowhere.
        string file = Path.Combine(_folder.FullName, "libtravelled.so");
        File.Copy(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so"), file);
        await using Pool pool = await silo.Silo.ConnectAsync();
        pool.Package.Include(file);
        Assert.True(await pool.ApplyAsync(() => System.Runtime.InteropServices.NativeLibrary.TryLoad("travelled", typeof(IncludeTests).Assembly, null, out _)).GetAsync().Bounded());
    }

    [Fact]
    public void Include_OfWhatIsNotThere_OrIsALink_IsRefused()
    {
        string file = Write("a.txt", "a");
        string link = Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, "/etc/passwd");
        Assert.Throws<FileNotFoundException>(() => silo.Pool.Package.Include(Path.Combine(_folder.FullName, "missing")));
        Assert.Contains("is a symbolic link to /etc/passwd", Assert.Throws<ArgumentException>(() => silo.Pool.Package.Include(link)).Message, StringComparison.Ordinal);
        Assert.Contains("is a symbolic link", Assert.Throws<ArgumentException>(() => silo.Pool.Package.Include(_folder.FullName)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task IncludedFile_ThatChangesAfterItWasSent_IsNamed_AndTheNextJobTakesItAsItIs()
    {
        await using TravelSilo cluster = await TravelSilo.StartAsync("--code", "any");
        string file = Write("model.txt", "one");
        using var log = new ClientLog(TimeProvider.System);
        await using Pool pool = await cluster.ConnectAsync(options => options.LoggerFactory = LoggerFactory.Create(builder => builder.AddProvider(log)));
        pool.Package.Include(file);
        Assert.Equal(["one"], (await ReadAsync(pool)).Select(read => read.Text).Distinct());

        await File.WriteAllTextAsync(file, "another");
        SiloProcess second = await cluster.AddAsync();
        while (true)
        {
            try
            {
                // Until the new silo has workers in the pool, all items run on the first.
                (string Silo, string Text)[] all = await ReadAsync(pool);
                if (all.FirstOrDefault(read => second.Is(read.Silo)) is { Text: { } there })
                {
                    Assert.Equal("another", there);
                    break;
                }
            }
            catch (FunctionNotShippableException changed)
            {
                AssertIsOf(file, changed);
            }
        }

        Assert.Contains(log.Log.Lines, line => line.Contains("could not be sent to a silo that needs it: '", StringComparison.Ordinal) && line.Contains(file, StringComparison.Ordinal));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task IncludedFile_ThatChangesAfterItWasSent_IsNamedToAnInitializerToo_AndAtOnce()
    {
        await using TravelSilo cluster = await TravelSilo.StartAsync("--code", "any");
        string file = Write("model.txt", "one");
        using IHost client = await cluster.StartClientAsync();
        await using Pool pool = Pool.From(
            client.Services.GetRequiredService<IClusterClient>(),
            options => options.Initializer = () => File.ReadAllText(Path.Combine(PoolContext.Current.PackageFolder!, "model.txt")));

        // It is not open yet, so that what its workers start with has the file too.
        pool.Package.Include(file);
        Assert.Equal("one", await pool.ApplyAsync(() => PoolContext.Current.GetState<string>()).Bounded());

        await File.WriteAllTextAsync(file, "another");
        await cluster.AddAsync();

        // The first time it may be the job under way that ends, as its code is of that package; the next has another, and only workers start with the old one.
        for (int refused = 0; refused < 2;)
        {
            try
            {
                // Until the new silo starts workers for the pool, all items run on the first.
                await ReadAsync(pool).WaitAsync(TimeSpan.FromSeconds(30));
            }
            catch (FunctionNotShippableException changed)
            {
                AssertIsOf(file, changed);
                refused++;
            }
        }
    }

    private static void AssertIsOf(string file, FunctionNotShippableException changed) => Assert.Equal(
        $"'{file}' changed on disk since its package was made, and a silo needs it. Start the job again: that takes the file as it is now. "
        + "Workers start with what the pool was opened with: if it has an Initializer or Finalizer, open it anew.",
        changed.Message);

    private static Task<(string Silo, string Text)[]> ReadAsync(Pool pool) => pool.MapAsync(
        _ => (PoolContext.Current.Silo, File.ReadAllText(Path.Combine(PoolContext.Current.PackageFolder!, "model.txt"))),
        Enumerable.Range(0, 16),
        chunkSize: 1).Bounded();

    [Fact(Timeout = Bound.Test)]
    public async Task PackageThatIsTooLarge_IsRefusedAtTheCall_WithItsLargestFile()
    {
        string file = Path.Combine(_folder.FullName, "model.onnx");
        await using (FileStream content = File.Create(file))
        {
            content.SetLength(40 << 20);
        }

        await using Pool pool = await silo.Silo.ConnectAsync(options => options.MaxPackageBytes = 30 << 20);
        pool.Package.Include(file);
        var error = Assert.Throws<PayloadTooLargeException>(() => _ = pool.MapAsync(x => x, [1]));
        Assert.Matches(@"^Package is [0-9.]+ MiB \(limit 30\); largest: content/model.onnx 40 MiB\. Exclude it, or put it in shared storage\.$", error.Message);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
