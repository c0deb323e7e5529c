using System.Runtime.CompilerServices;
using OrleansPool.OverloadTests.Calls;
using Xunit;

namespace OrleansPool.OverloadTests;

/// <summary>What compiles and could only go wrong later is refused at the call, before the pool is touched.</summary>
public sealed class TrapTests
{
    // No constructor has run: a call that got past its checks would fail in another way.
    private readonly Pool _pool = (Pool)RuntimeHelpers.GetUninitializedObject(typeof(Pool));

    [Fact]
    public void TaskResult_NamedAsTypeArgument_SaysWhichTypeToWrite()
    {
        var error = Assert.Throws<ArgumentException>(() => _pool.Map<int, Task<int>>(Work.SlowAsync, [1]));

        Assert.Equal("function", error.ParamName);
        Assert.Contains("Task<int>", error.Message, StringComparison.Ordinal);
        Assert.Contains("Name the awaited type int", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValueTaskResult_NamedAsTypeArgument_IsRefused() =>
        Assert.Throws<ArgumentException>("function", () => _pool.ImapUnordered<int, ValueTask<int>>(Work.SlowValueAsync, [1]));

    [Fact]
    public void PlainTaskResult_OfMap_SaysForEach()
    {
        var error = Assert.Throws<ArgumentException>("function", () => _pool.MapAsync(Work.TouchAsync, [1]));

        Assert.Contains("ForEachAsync", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TaskOfTask_OfAsyncLambda_IsRefused() =>
        Assert.Throws<ArgumentException>(
            "function",
            () => _pool.ApplyAsync(async x => { await Task.Yield(); return Work.SlowAsync(x); }, 1));

    [Fact]
    public void Handle_AsResult_SaysToAwaitIt()
    {
        Pool pool = _pool;
        var error = Assert.Throws<ArgumentException>("function", () => _pool.MapAsync(n => pool.MapAsync(x => x + n, [1]), [1]));

        Assert.Contains("async x => await", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_AsArgument_SaysHowToPassIt()
    {
        var error = Assert.Throws<ArgumentException>("function", () => _pool.Apply(Work.Stoppable, 7, CancellationToken.None));

        Assert.Contains("cancellationToken: token", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Function_Null_IsNamed()
    {
        Assert.Throws<ArgumentNullException>("function", () => _pool.Apply((Func<int, int>)null!, 1));
        Assert.Throws<ArgumentNullException>("function", () => _pool.MapAsync((Func<int, int>)null!, null!));
    }

    [Fact]
    public void Items_Null_AreNamedBeforeOtherFaults()
    {
        Assert.Throws<ArgumentNullException>("items", () => _pool.Map<int, Task<int>>(Work.SlowAsync, null!));
        Assert.Throws<ArgumentNullException>("tuples", () => _pool.StarMapAsync((int a, int b) => a + b, (IEnumerable<(int, int)>)null!));
    }
}
