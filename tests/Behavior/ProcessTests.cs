using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>A pool never keeps its process alive, nor from ending, and says nothing unasked.</summary>
public sealed class ProcessTests
{
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(10);

    [Theory(Timeout = Bound.Test)]
    [InlineData("dispose", "285", 0)]
    [InlineData("many", "200", 0)]
    [InlineData("static", "42", 7)]
    public async Task Process_AtTheEndOfMain_EndsWithItsExitCodeAndNothingOnStandardError(string mode, string line, int exitCode)
    {
        await using var child = ChildProcess.Start(mode);
        Assert.Equal(line, await child.ReadLineAsync());
        Assert.Equal(exitCode, await child.ExitedAsync(ExitLimit));
        Assert.Equal("", await child.ErrorsAsync);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task Process_ThatIsToldToEnd_EndsWithAJobUnderWay(string signal, int exitCode)
    {
        if (OperatingSystem.IsWindows())
        {
            // There are no signals to send.
            return;
        }

        await using var child = ChildProcess.Start("wait");
        Assert.Equal("running", await child.ReadLineAsync());
        await child.SignalAsync(signal);
        Assert.Equal(exitCode, await child.ExitedAsync(ExitLimit));
        Assert.Equal("", await child.ErrorsAsync);
    }
}
