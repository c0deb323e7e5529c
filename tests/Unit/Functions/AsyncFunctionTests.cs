using OrleansPool.Functions;

namespace OrleansPool.UnitTests.Functions;

public sealed class AsyncFunctionTests
{
    [Fact]
    public async Task TaskFunction_ReturnsNull_SaysSo()
    {
        var function = new TaskFunction<int, int>(new TestCall<int, Task<int>>(static _ => null!));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await function.InvokeAsync(1, default));
        Assert.Contains("returned null instead of a Task", error.Message);
    }

    [Fact]
    public async Task VoidTaskFunction_ReturnsNull_SaysSo()
    {
        var function = new VoidTaskFunction<int>(new TestCall<int, Task>(static _ => null!));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await function.InvokeAsync(1, default));
    }

    [Fact]
    public async Task AsyncFunctions_Invoked_GiveTheirResults()
    {
        Assert.Equal(2, await new TaskFunction<int, int>(new TestCall<int, Task<int>>(static x => Task.FromResult(x + 1))).InvokeAsync(1, default));
        Assert.Equal(3, await new ValueTaskFunction<int, int>(new TestCall<int, ValueTask<int>>(static x => new(x + 2))).InvokeAsync(1, default));
        Assert.Equal(default, await new VoidTaskFunction<int>(new TestCall<int, Task>(static _ => Task.CompletedTask)).InvokeAsync(1, default));
        Assert.Equal(default, await new VoidValueTaskFunction<int>(new TestCall<int, ValueTask>(static _ => default)).InvokeAsync(1, default));
    }

    [Fact]
    public void AsyncFunction_InvokedSynchronously_Throws() => Assert.Throws<InvalidOperationException>(
        () => new TaskFunction<int, int>(new TestCall<int, Task<int>>(static x => Task.FromResult(x))).Invoke(1, default));

    [Fact]
    public async Task SyncFunction_InvokedAsynchronously_GivesItsResult()
    {
        var function = new SyncFunction<int, int>(new TestCall<int, int>(static x => x * 2));
        Assert.False(function.IsAsync);
        Assert.Equal(4, await function.InvokeAsync(2, default));
    }
}
