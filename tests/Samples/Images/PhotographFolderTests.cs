using OrleansPool.Samples.SegmentationMasks.Images;

namespace OrleansPool.SampleTests.Images;

public sealed class PhotographFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_MixedFolder_TakesPicturesByTheirEndingInOrder()
    {
        Assert.Equal(
            ["a", "b", "c", "d", "e", "f"],
            Names("d.webp", "a.jpg", "notes.txt", "b.JPEG", "c.png", "e.bmp", "f.gif", "g.tiff", "jpg"));
    }

    [Fact]
    public void List_TwoFilesOfOneName_KeepTheirEndingSoThatNoMaskIsLost()
    {
        Assert.Equal(["cat.jpg", "cat.png", "dog"], Names("cat.png", "cat.jpg", "dog.jpg"));
    }

    [Fact]
    public void List_MasksBesideTheirPhotographs_AreNotTakenForPhotographs()
    {
        Assert.Equal(["cat", "my-labels"], Names("cat.jpg", "cat-labels.png", "cat-overlay.png", "my-labels.png"));
    }

    private IEnumerable<string> Names(params string[] files)
    {
        foreach (string file in files)
        {
            _folder.Write(file, []);
        }

        return PhotographFolder.List(_folder.Path).Select(photograph => photograph.Name);
    }
}
