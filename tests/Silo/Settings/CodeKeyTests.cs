using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Settings;

/// <summary>Where the keys of signed code come from, and who else could read them.</summary>
public sealed class CodeKeyTests
{
    private const string Secret = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=";

    [Fact]
    public void File_HasAKeyInEachLine()
    {
        using var file = new TemporaryFile($"# ours\n{Secret}\n\nci:{Secret}x\n");
        Restrict(file.Path, UnixFileMode.None);

        Assert.Equal([Secret, $"ci:{Secret}x"], CommandLine.Read(["--code", "signed", "--code-key-file", file.Path]).Code.Keys);
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void File_ThatOthersCanReadOrChange_IsRefused(UnixFileMode others)
    {
        using var file = new TemporaryFile($"{Secret}\n");
        Restrict(file.Path, others);

        string error = Assert.Single(CommandLine.Errors(["--code", "signed", "--code-key-file", file.Path]));
        Assert.Contains($"chmod 600 {file.Path}", error);
        Assert.DoesNotContain(Secret, error);
    }

    [Fact]
    public void File_ThatIsNotThere_OrHasNoKey_IsRefused()
    {
        using var file = new TemporaryFile("# none\n");
        Restrict(file.Path, UnixFileMode.None);

        Assert.Contains("has no key. Write one in each line", Assert.Single(CommandLine.Errors(["--code", "signed", "--code-key-file", file.Path])));
        Assert.Contains("cannot be read", Assert.Single(CommandLine.Errors(["--code", "signed", "--code-key-file", $"{file.Path}.missing"])));
    }

    [Fact]
    public void Force_IsPassedOn()
    {
        var options = new PoolSiloOptions();
        CommandLine.Read(["--code", "any", "--code-force", "true"]).Code.Apply(options, []);
        Assert.Equal((CodePolicy.Any, true), (options.Code, options.AllowAnyCodeBeyondLoopback));

        options = new PoolSiloOptions();
        CommandLine.Read(["--code", "any"]).Code.Apply(options, []);
        Assert.False(options.AllowAnyCodeBeyondLoopback);
    }

    private static void Restrict(string file, UnixFileMode others)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        }
    }
}
