using OrleansPool.Functions;

namespace OrleansPool.UnitTests.Functions;

public sealed class WorkerHookTests
{
    [Fact]
    public async Task InvokeAsync_OfEveryShape_GivesItsResult()
    {
        Assert.Equal(1, await RunAsync(() => 1));
        Assert.Equal(1, await RunAsync(() => Task.FromResult(1)));
        Assert.Equal(1, await RunAsync(() => new ValueTask<int>(1)));
        Assert.Equal("text", await RunAsync(async () =>
        {
            await Task.Yield();
            return "text";
        }));
        Assert.Null(await RunAsync(() => { }));
        Assert.Null(await RunAsync(() => Task.CompletedTask));
        Assert.Null(await RunAsync(async () => await Task.Yield()));
        Assert.Null(await RunAsync(() => ValueTask.CompletedTask));
    }

    [Fact]
    public async Task InvokeAsync_WithAParameter_TakesTheState()
    {
        Assert.Equal(5, await RunAsync((string text) => text.Length, "seven"));
        Assert.Equal("none", await RunAsync((string? text) => text ?? "none"));
        Assert.Equal(-1, await RunAsync((int? number) => number ?? -1));
        Assert.Equal(4, await RunAsync((object any) => (int)any, 4));
        Assert.Equal("bound and state", await RunAsync((Func<string, string>)"bound".And, " and state"));
    }

    [Fact]
    public async Task InvokeAsync_WithAStateOfAnotherType_SaysWhatThereIs()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync((int x) => x, "text"));
        Assert.Contains("System.Int32", error.Message);
        Assert.Contains("System.String", error.Message);
        Assert.Contains("not set", (await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync((int x) => x))).Message);
    }

    [Fact]
    public async Task InvokeAsync_OfAFunctionThatThrows_ThrowsTheSame()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(int () => throw new InvalidDataException()));
        await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(() => Task.FromException<int>(new InvalidDataException())));
    }

    private static Task<object?> RunAsync(Delegate function, object? state = null) =>
        new WorkerHook(function).InvokeAsync(state, CancellationToken.None).AsTask();
}

internal static class Bound
{
    /// <summary>As a method group of a value it is a static method with its first argument bound.</summary>
    public static string And(this string first, string second) => first + second;
}
