using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Scoring;

namespace OrleansPool.SampleTests.Scoring;

public sealed class TruthFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _unreadable = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_TwoPeople_IsTheMeanOfTheirCoverings()
    {
        Write("cat-1.png", 0, 0, 1, 1);
        Write("cat-anna.png", 5, 5, 5, 5);

        var score = new TruthFolder(_folder.Path).Score("cat", Pictures.Labels(4, 0, 0, 1, 1), OnUnreadable);

        Assert.Equal(new ImageScore(0.75, 2), score);
    }

    [Fact]
    public void Score_NameThatBeginsAnotherName_TakesOnlyItsOwnTruth()
    {
        Write("cat-1.png", 0, 0, 0, 0);
        Write("cat-02-1.png", 0, 1, 2, 3);

        var truth = new TruthFolder(_folder.Path);

        Assert.Equal(new ImageScore(1, 1), truth.Score("cat", Pictures.Labels(4, 0, 0, 0, 0), OnUnreadable));
        Assert.Equal(new ImageScore(1, 1), truth.Score("cat-02", Pictures.Labels(4, 3, 2, 1, 0), OnUnreadable));
    }

    [Fact]
    public void Score_DamagedFileAndFileOfAnotherSize_AreToldAndTheRestCounts()
    {
        Write("cat-1.png", 0, 0, 1, 1);
        Write("cat-2.png", 0, 0);
        _folder.Write("cat-3.png", [1, 2, 3]);

        var score = new TruthFolder(_folder.Path).Score("cat", Pictures.Labels(4, 0, 0, 1, 1), OnUnreadable);

        Assert.Equal(new ImageScore(1, 1), score);
        Assert.Equal(["cat-2.png", "cat-3.png"], _unreadable);
    }

    [Fact]
    public void Score_NobodyDrewIt_IsNull()
    {
        Write("cat-1.png", 0, 0, 1, 1);
        var truth = new TruthFolder(_folder.Path);

        Assert.False(truth.Has("dog"));
        Assert.Null(truth.Score("dog", Pictures.Labels(4, 0, 0, 1, 1), OnUnreadable));
    }

    private void Write(string name, params ushort[] labels) =>
        _folder.Write(name, LabelPngWriter.Encode(Pictures.Labels(labels.Length, labels)));

    private void OnUnreadable(string file, Exception error) => _unreadable.Add(Path.GetFileName(file));
}
