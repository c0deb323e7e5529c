using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Running;

namespace OrleansPool.SampleTests.Running;

public sealed class RunTallyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_Mask_IsOnDiskAtOnce()
    {
        var tally = new RunTally(_folder.Path);

        tally.Save(new Photograph("in/cat.jpg", "cat"), Mask(1));

        Assert.Equal([1], File.ReadAllBytes(Path.Combine(_folder.Path, "cat-labels.png")));
        Assert.Equal([9], File.ReadAllBytes(Path.Combine(_folder.Path, "cat-overlay.png")));
    }

    [Fact]
    public void Fail_Photograph_KeepsTheFileNameAndTheReason()
    {
        var tally = new RunTally(_folder.Path);

        tally.Fail(new Photograph("in/cat.jpg", "cat"), new InvalidDataException("It is empty."));

        Assert.Equal([new Unreadable("cat.jpg", "It is empty.")], tally.Failures);
        Assert.Empty(tally.Masks);
    }

    [Fact]
    public void DifferencesTo_OneMaskOfTwoDiffers_NamesThatOne()
    {
        var (pool, loop) = (new RunTally(_folder.Path), new RunTally(_folder.Path));
        pool.Save(new Photograph("b.jpg", "b"), Mask(1));
        pool.Save(new Photograph("a.jpg", "a"), Mask(2));
        loop.Save(new Photograph("a.jpg", "a"), Mask(3));
        loop.Save(new Photograph("b.jpg", "b"), Mask(1));

        Assert.Equal(["a"], pool.DifferencesTo(loop));
    }

    private static ImageMask Mask(byte content) => new(1, 1, 1, [content], [9], TimeSpan.FromMilliseconds(5));
}
