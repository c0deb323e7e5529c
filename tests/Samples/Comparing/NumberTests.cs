using OrleansPool.Samples.Article.Reporting;

namespace OrleansPool.SampleTests.Comparing;

public sealed class NumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1234, "1,234")]
    [InlineData(12.345, "12.3")]
    [InlineData(1.2345, "1.23")]
    [InlineData(0.012345, "0.0123")]
    public void Short_AnyNumber_HasThreeDigitsThatMatter(double value, string text) => Assert.Equal(text, Number.Short(value));
}
