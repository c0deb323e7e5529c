using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using OrleansPool.Functions;
using OrleansPool.Packages;
using OrleansPool.Payloads;
using OrleansPool.UnitTests.Functions;

namespace OrleansPool.UnitTests.Packages;

/// <summary>Packages of this very assembly, loaded beside it: what runs in them is another copy of all that is here.</summary>
[Collection(Payloads.LoadContexts.Name)]
public sealed class PackageTableTests
{
    private static int Calls;

    [Fact]
    public async Task Function_RunsInThePackage_WithStaticsOfItsOwn()
    {
        using var silo = new Intake();
        Calls = 100;
        int factor = 3;
        var function = (PoolFunction<int, int>)Open<int, int>(silo.Load(Source()), x => (x * factor) + Calls);
        Assert.False(function.IsAsync);
        Assert.Equal(21, function.Invoke(7, default));
        Assert.Equal(30, await function.InvokeAsync(10, default));
    }

    [Fact]
    public async Task Function_OfTypesThatOnlyThePackageHas_TakesAndGivesThemEncoded()
    {
        using var silo = new Intake();
        Calls = 100;
        var function = (PackedFunction)Open<Own, int>(silo.Load(Source()), own => own.Value + Calls);
        Assert.Equal((4, 4, false), (function.ItemSize, function.ResultSize, function.IsAsync));
        Assert.Equal(7, BitConverter.ToInt32(function.Invoke(new Packed(BitConverter.GetBytes(7)), default).Bytes.Span));
        Assert.Equal(10, BitConverter.ToInt32((await function.InvokeAsync(new Packed(BitConverter.GetBytes(10)), default)).Bytes.Span));
    }

    [Fact]
    public void Package_TakesTheContextThatWasMadeAhead_AndTheNextOneGetsItsOwn()
    {
        using var silo = new Intake();
        Calls = 100;
        silo.Ahead.Make();
        var first = (PoolFunction<int, int>)Open<int, int>(silo.Load(Source()), x => x + ++Calls);
        var second = (PoolFunction<int, int>)Open<int, int>(silo.Load(Source("another")), x => x + ++Calls);
        Assert.Equal((8, 9, 8), (first.Invoke(7, default), first.Invoke(7, default), second.Invoke(7, default)));
    }

    [Fact]
    public void Package_IsLaidOutAndLoadedOnce()
    {
        using var silo = new Intake();
        PackageSource source = Source();
        HeldPackage held = silo.Load(source);
        Assert.Same(held, silo.Load(source));
        Assert.Same(held.Load(), held.Load());
        Assert.Equal(1, silo.Table.Count);
    }

    [Fact]
    public void OneMoreThanThereMayBe_IsRefused()
    {
        using var silo = new Intake(packages: 1);
        silo.Load(Source()).Load();
        Assert.Contains("has 1 code packages loaded, which is its limit", Assert.Throws<CodeRefusedException>(() => silo.Load(Source("another"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Package_ThatIsLoadedInProcessesOnlyAndThatNobodyUses_GoesForAnother()
    {
        using var silo = new Intake(packages: 1);
        HeldPackage first = silo.Load(Source());
        Assert.Throws<CodeRefusedException>(() => silo.Load(Source("another")));
        first.EndUse();
        Assert.NotEqual(first.Place.Name, silo.Load(Source("another")).Place.Name);
        Assert.False(Directory.Exists(first.Place.Folder));
    }

    [Fact]
    public void Package_ThatNobodyUses_IsUnloadedForAnother()
    {
        using var silo = new Intake(packages: 1, isCollectible: true);
        WeakReference first = Use(silo);
        HeldPackage another = silo.Load(Source("another"));
        another.Load();
        Assert.True(SpinWait.SpinUntil(() => IsGone(first), TimeSpan.FromMinutes(1)), "The package that nobody uses is still in memory.");
        Assert.Throws<CodeRefusedException>(() => silo.Load(Source("a third")));

        // And comes again, as new.
        another.EndUse();
        Use(silo);
    }

    [Fact]
    public void Contents_ThatWereRemovedSinceTheyCame_AreAskedForAgain()
    {
        using var silo = new Intake(packages: 1);
        silo.Load(Source()).EndUse();
        silo.Load(Source("another")).EndUse();
        int contents = Directory.GetFiles(Path.Combine(silo.Folder, "contents")).Length;
        Directory.Delete(Path.Combine(silo.Folder, "contents"), recursive: true);
        HeldPackage held = silo.Load(Source());
        Assert.Equal(8, ((PoolFunction<int, int>)Open<int, int>(held, x => x + 1)).Invoke(7, default));
        Assert.InRange(silo.Asked, 2, contents);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Content_ThatChangesBetweenTheLookAndTheCopy_IsAskedForAgain(bool isRemoved)
    {
        using var silo = new Intake();
        silo.Load(Source("another")).EndUse();
        int arrivals = 0;
        silo.Arriving = () =>
        {
            // The manifest came first; then the note, and what is in the package before it has been seen.
            if (++arrivals == 2)
            {
                Array.ForEach(Directory.GetFiles(Path.Combine(silo.Folder, "contents")), file => Spoil(file, isRemoved));
            }
        };
        HeldPackage held = silo.Load(Source());
        Assert.Equal(8, ((PoolFunction<int, int>)Open<int, int>(held, x => x + 1)).Invoke(7, default));
        Assert.InRange(silo.Asked, 1, arrivals);

        static void Spoil(string file, bool isRemoved)
        {
            File.Delete(file);
            if (!isRemoved)
            {
                File.WriteAllText(file, "something else");
            }
        }
    }

    [Fact]
    public void Contents_ThatAreRemovedAgainAndAgain_EndInARefusal()
    {
        using var silo = new Intake();
        int asked = 0;
        var sender = new CodeSender("pool", "client", "client", static (_, _) => null, _ => asked++);
        var refused = Assert.Throws<CodeRefusedException>(() => silo.Table.Get(sender, new CodeTicket { Package = ContentHash.Of([1]), FirstShare = 1 }, CancellationToken.None));
        Assert.Contains("Silo S could not keep package", refused.Message, StringComparison.Ordinal);
        Assert.Contains("what was sent 3 times in the place of", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, asked);
    }

    // Tests beside this one look at all assemblies now and then, and hold them while they do.
    private static bool IsGone(WeakReference context)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return !context.IsAlive;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(Intake silo)
    {
        HeldPackage held = silo.Load(Source());
        Assert.Equal(8, ((PoolFunction<int, int>)Open<int, int>(held, x => x + 1)).Invoke(7, default));
        held.EndUse();
        return new WeakReference(AssemblyLoadContext.All.Single(context => context.Name == $"{HomeAssemblies.PackagePrefix}{held.Place.Name}" && context.IsCollectible));
    }

    private static PoolFunction Open<TItem, TResult>(HeldPackage held, Func<TItem, TResult> function) =>
        held.Load().Open(FunctionCodec.Encode(new SyncFunction<TItem, TResult>(new TestCall<TItem, TResult>(function))).Bytes, keepsInput: false, isSigned: false);

    private static PackageSource Source(string note = "")
    {
        return new PackageBuilder(["linux-x64"], 1L << 30, DepsFile.OfThisProcess).Build([Assembly.GetExecutingAssembly()], [Included("kept", "kept"), Included("note", note)]);

        static IncludedFile Included(string name, string text)
        {
            string file = Path.Combine(Path.GetTempPath(), $"orleanspool-{name}-{text}.txt");
            File.WriteAllText(file, text);
            return new IncludedFile($"content/{name}.txt", file, false);
        }
    }

    private readonly record struct Own(int Value);
}
