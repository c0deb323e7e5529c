using OrleansPool.Samples.SegmentationMasks.CommandLine;
using OrleansPool.Samples.SegmentationMasks.Running;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.SampleTests.CommandLine;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_AllOptions_AreTaken()
    {
        _folder.Write("a.jpg", []);
        _folder.Write("a-1.png", []);
        string output = Path.Combine(_folder.Path, "masks");

        var settings = Read(
            _folder.Path, "--output", output, "--truth", _folder.Path, "--sigma", "1.5", "--k", "50", "--min-size", "7",
            "--workers", "3", "--loop", "--json", "x.json");

        Assert.NotNull(settings);
        Assert.Equal(new SegmentationParameters(1.5, 50, 7), settings.Parameters);
        Assert.Equal((output, 3, true, "x.json"), (settings.Output, settings.Workers, settings.WithLoop, settings.Json));
        Assert.True(settings.Truth!.Has("a"));
        Assert.True(Directory.Exists(output));
    }

    [Fact]
    public void Read_OnlyAFolder_TakesTheDefaults()
    {
        _folder.Write("a.jpg", []);

        var settings = Read(_folder.Path, "--output", Path.Combine(_folder.Path, "masks"));

        Assert.NotNull(settings);
        Assert.Equal(SegmentationParameters.Default, settings.Parameters);
        Assert.Equal(Environment.ProcessorCount, settings.Workers);
        Assert.Null(settings.Truth);
    }

    [Fact]
    public void Read_EmptyFolder_IsNullAndMakesNothing()
    {
        string output = Path.Combine(_folder.Path, "masks");

        Assert.Null(Read(_folder.Path, "--output", output));
        Assert.False(Directory.Exists(output));
    }

    [Fact]
    public void Read_FolderThatIsNotThere_NamesIt()
    {
        string folder = Path.Combine(_folder.Path, "nowhere");

        Assert.Contains(folder, Assert.Throws<UsageException>(() => Read(folder)).Message);
    }

    [Fact]
    public void Read_TruthForNoPhotograph_NamesAFileThatWouldBeOne()
    {
        _folder.Write("a.jpg", []);
        _folder.Write("b-1.png", []);

        var error = Assert.Throws<UsageException>(() => Read(_folder.Path, "--truth", _folder.Path + "/."));

        Assert.Contains("a-1.png", error.Message);
    }

    [Theory]
    [InlineData("--sigma", "-0.1")]
    [InlineData("--sigma", "NaN")]
    [InlineData("--k", "0")]
    [InlineData("--min-size", "0")]
    [InlineData("--workers", "0")]
    public void Read_ValueOutOfRange_NamesOptionAndValue(string option, string value)
    {
        var error = Assert.Throws<UsageException>(() => Read(_folder.Path, option, value));

        Assert.Contains($"{option} is {value}", error.Message);
    }

    private static RunSettings? Read(params string[] arguments)
    {
        var command = new MaskCommand();
        return SettingsReader.Read(command, command.Root.Parse(arguments));
    }
}
