using System.CommandLine;
using System.Reflection;
using OrleansPool.Processes;
using OrleansPool.TravelTests.Support;
using SkiaSharp;
using YamlDotNet.Serialization;

namespace OrleansPool.TravelTests.Shapes;

/// <summary>Libraries that the silo does not have.</summary>
public abstract class LibraryShapeTests(GenericSilo silo) : ShapeTests(silo)
{
    [Fact(Timeout = Bound.Test)]
    public Task LibraryOfAPackage() => SameAsync(x => new SerializerBuilder().Build().Serialize(new Dictionary<string, int> { ["a"] = x }), Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task LibraryOfWhichTheSiloHasAnotherVersion()
    {
        string silos = Path.Combine(Path.GetDirectoryName(Built.Silo)!, "System.CommandLine.dll");
        Assert.NotEqual(typeof(RootCommand).Assembly.GetName().Version, AssemblyName.GetAssemblyName(silos).Version);
        return SameAsync(x => $"{typeof(RootCommand).Assembly.GetName().Version} {new RootCommand().Parse($"{x}").Errors.Count}", Numbers);
    }

    [Fact(Timeout = Bound.Test)]
    public Task LibraryThatIsLoadedByItsName() => SameAsync(x => $"{Assembly.Load("YamlDotNet").GetName()} {Type.GetType("YamlDotNet.Core.Mark, YamlDotNet", throwOnError: true)} {x}", Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task NativeLibrary() => SameAsync(
        x =>
        {
            using var bitmap = new SKBitmap(x, 2);
            return bitmap.ByteCount;
        },
        Numbers);
}
