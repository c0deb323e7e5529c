using OrleansPool.Samples.SegmentationMasks.Images;

namespace OrleansPool.SampleTests.Images;

public class PngFilterTests
{
    /// <summary>Estimate 11 is one away from 12 above and from 10 above left; the standard takes the one above.</summary>
    [Fact]
    public void Undo_PaethWithATie_TakesAbove()
    {
        byte[] row = [unchecked((byte)(9 - 10)), 0];

        PngFilter.Undo(4, row, above: [10, 12], distance: 1);

        Assert.Equal([9, 12], row);
    }

    [Fact]
    public void Undo_FilterThatDoesNotExist_IsRefused() =>
        Assert.Contains("filter 5", Assert.Throws<InvalidDataException>(() => PngFilter.Undo(5, new byte[1], new byte[1], 1)).Message);
}
