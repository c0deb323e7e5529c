using OrleansPool.Samples.SegmentationMasks.Images;

namespace OrleansPool.SampleTests.Images;

public class PngFormatTests
{
    [Fact]
    public void Crc_CheckValueOfTheStandard_Agrees() => Assert.Equal(0xCBF43926u, PngFormat.Crc("123456789"u8));
}
