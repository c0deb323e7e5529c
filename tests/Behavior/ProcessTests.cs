using OrleansPool.BehaviorTests.Support;
using OrleansPool.Processes;

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
        await using ChildProcess child = PoolProgram.Start(mode);
        await child.WaitForLineAsync($"^{line}$", Bound.Limit);
        Assert.Equal(exitCode, await child.Ended.WaitAsync(ExitLimit));
        Assert.Equal([line], child.Log.Lines);
        Assert.Empty(child.Errors.Lines);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(false, 143)]
    [InlineData(true, 130)]
    public async Task Process_ThatIsToldToEnd_EndsWithAJobUnderWay(bool isInterrupted, int exitCode)
    {
        if (OperatingSystem.IsWindows())
        {
            // There are no signals to send.
            return;
        }

        await using ChildProcess child = PoolProgram.Start("wait");
        await child.WaitForLineAsync("^running$", Bound.Limit);
        if (isInterrupted)
        {
            child.Interrupt();
        }
        else
        {
            child.Terminate();
        }

        Assert.Equal(exitCode, await child.Ended.WaitAsync(ExitLimit));
        Assert.Empty(child.Errors.Lines);
    }
}
