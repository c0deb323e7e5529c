using System.Reflection;
using System.Runtime.Loader;
using OrleansPool.Packages;

namespace OrleansPool.UnitTests.Packages;

/// <summary>What the client finds of an assembly, and what it refuses to send.</summary>
[Collection(Payloads.LoadContexts.Name)]
public sealed class ReferenceWalkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-walk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Assembly_ComesWithWhatItRefersTo_ButNothingOfTheFramework()
    {
        var walk = new ReferenceWalk();
        walk.Add(typeof(ReferenceWalkTests).Assembly);
        Assert.Superset(new HashSet<string> { "OrleansPool.UnitTests", "OrleansPool.Abstractions", "OrleansPool.Grains", "Orleans.Serialization", "CsCheck" }, walk.Files.Keys.ToHashSet());
        Assert.DoesNotContain("System.Runtime", walk.Files.Keys);
        Assert.DoesNotContain(walk.Files.Keys, name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public void Assembly_ThatWasRebuiltWhileItRan_IsRefused()
    {
        string path = Path.Combine(_folder.FullName, "Lib.dll");
        File.Copy(typeof(CsCheck.Gen).Assembly.Location, path);
        var context = new AssemblyLoadContext("rebuilt", isCollectible: true);
        Assembly loaded = context.LoadFromAssemblyPath(path);

        // As a build does: another file under the same name.
        string next = Path.Combine(_folder.FullName, "next");
        File.Copy(typeof(FactAttribute).Assembly.Location, next);
        File.Move(next, path, overwrite: true);
        var refused = Assert.Throws<FunctionNotShippableException>(() => new ReferenceWalk().Add(loaded));
        Assert.Equal($"'{path}' changed on disk since this process loaded it: it was rebuilt while running. Restart the client.", refused.Message);
        context.Unload();
    }

    [Fact]
    public void NativeLibrary_OfNoPlatformOfTheSilo_IsNamedWithThoseThatThereAre()
    {
        var manifest = new PackageManifest { Version = 1, App = "App", Files = [], Runtime = 10, Natives = new() { ["libthing.so"] = ["linux-musl-riscv64"], ["thing.dll"] = ["win-x64"] } };
        var context = new PackageLoadContext(new PackagePlace { Name = "name", Folder = _folder.FullName, Manifest = manifest, IsCollectible = true }, "S");
        MethodInfo load = typeof(PackageLoadContext).GetMethod("LoadUnmanagedDll", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var missing = Assert.Throws<DllNotFoundException>(() => load.Invoke(context, BindingFlags.DoNotWrapExceptions, null, ["thing"], null));
        string here = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        Assert.Equal(
            $"Native library 'thing' for {here} (silo S) is not in the client's output (found: linux-musl-riscv64). Build without a RuntimeIdentifier, or for {here}.",
            missing.Message);
        Assert.Equal(nint.Zero, load.Invoke(context, ["another"]));
        context.Unload();
    }
}
