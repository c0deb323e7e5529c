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
    public Task NativeLibrary() => SameAsync(
        x =>
        {
            using var bitmap = new SKBitmap(x, 2);
            return bitmap.ByteCount;
        },
        Numbers);
}
