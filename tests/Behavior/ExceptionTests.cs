using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>How an exception of a user's function arrives.</summary>
public abstract class ExceptionTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Exception_OfTheUsersOwnType_ArrivesWithItsFieldsAndMessage()
    {
        var thrown = await Assert.ThrowsAsync<OrderException>(() => Pool.ApplyAsync(Refuse, 17).Bounded());
        Assert.Equal("order 17 failed", thrown.Message);
        Assert.Equal(17, thrown.Order);
        Expect.Items(["late", "wrong"], thrown.Reasons);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Exception_ToString_HoldsTheRemoteStack()
    {
        var thrown = await Assert.ThrowsAsync<OrderException>(() => Pool.ApplyAsync(Refuse, 1).Bounded());
        Assert.Contains(nameof(Refuse), thrown.ToString());
        thrown = await Assert.ThrowsAsync<OrderException>(() => Bound.Blocking(() => Pool.Map(Refuse, [1])));
        Assert.Contains(nameof(Refuse), thrown.ToString());
        thrown = await Assert.ThrowsAsync<OrderException>(() => Pool.Imap(Refuse, [1]).NextAsync().Bounded());
        Assert.Contains(nameof(Refuse), thrown.ToString());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Exception_Data_TellsItemAndSilo()
    {
        var thrown = await Assert.ThrowsAsync<OrderException>(() => Pool.MapAsync(x => x == 3 ? Refuse(x) : x, Enumerable.Range(0, 10), chunkSize: 4).Bounded());
        Assert.Equal(3L, Assert.IsType<long>(thrown.Data["OrleansPool.ItemIndex"]));
        Assert.Contains(Assert.IsType<string>(thrown.Data["OrleansPool.Silo"]), Pool.Silos);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Exception_OfTheFramework_KeepsItsParts()
    {
        var argument = await Assert.ThrowsAsync<ArgumentNullException>(() => Pool.ApplyAsync(int (string name) => throw new ArgumentNullException(name), "width").Bounded());
        Assert.Equal("width", argument.ParamName);
        await Assert.ThrowsAsync<DivideByZeroException>(() => Pool.ApplyAsync((a, b) => a / b, 1, 0).Bounded());
        await Assert.ThrowsAsync<FormatException>(() => Pool.ApplyAsync(int.Parse, "x").Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Exception_WithCauses_KeepsThem()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Pool.ApplyAsync(RefuseWithCause, 5).Bounded());
        Assert.Equal(5, Assert.IsType<OrderException>(thrown.InnerException).Order);

        var several = await Assert.ThrowsAsync<AggregateException>(() => Pool.ApplyAsync(RefuseTwice, 5).Bounded());
        Expect.Items([typeof(OrderException), typeof(TimeoutException)], several.InnerExceptions.Select(inner => inner.GetType()));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Exception_WithAFieldThatCannotTravel_ArrivesAsRemoteException()
    {
        var thrown = await Assert.ThrowsAsync<RemoteException>(() => Pool.ApplyAsync(int (int x) => throw new StreamException($"lost {x}"), 9).Bounded());
        Assert.Equal(typeof(StreamException).FullName, thrown.RemoteType);
        Assert.Equal("lost 9", thrown.RemoteMessage);
        Assert.Contains(nameof(Exception_WithAFieldThatCannotTravel_ArrivesAsRemoteException), thrown.RemoteStackTrace);
        Assert.Contains("lost 9", thrown.ToString());
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Exception_ThatIsATimeoutOrCancellationOfTheUser_IsNotThePools()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Pool.ApplyAsync(int (int x) => throw new TimeoutException($"{x}"), 1).Bounded());
        AsyncResult<int> cancelled = Pool.ApplyAsync(int (int x) => throw new OperationCanceledException($"mine {x}"), 1);
        Assert.Equal("mine 1", (await Assert.ThrowsAsync<OperationCanceledException>(() => cancelled.Bounded())).Message);
        Assert.False(cancelled.IsSuccessful);

        MapResult<int> map = Pool.MapAsync(x => x == 2 ? throw new OperationCanceledException("mine") : x, Enumerable.Range(0, 5), chunkSize: 5);
        await Assert.ThrowsAsync<OperationCanceledException>(() => map.Bounded());
        Expect.Items([0, 1, 3, 4], map.Outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Value));
        Assert.DoesNotContain(map.Outcomes, outcome => outcome.IsAbandoned);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Exception_OfAnAsynchronousFunction_ArrivesTheSame()
    {
        var thrown = await Assert.ThrowsAsync<OrderException>(() => Pool.ApplyAsync(RefuseAsync, 4).Bounded());
        Assert.Equal(4, thrown.Order);
        Assert.Contains(nameof(RefuseAsync), thrown.ToString());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithFailuresOfAMegabyte_EndsAndClosesCleanly()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        MapResult<int> result = pool.MapAsync(int (int x) => throw new InvalidDataException(new string('x', 1 << 20)), [1, 2]);
        // An exception's message may be cut; what is left of it still says what happened.
        Assert.StartsWith(new string('x', 100_000), (await Assert.ThrowsAsync<InvalidDataException>(() => result.Bounded())).Message);
        pool.Close();
        await pool.JoinAsync().Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithCollect_GivesDefaultsInThePlaceOfFailures()
    {
        var options = new JobOptions { ErrorMode = ErrorMode.Collect };
        MapResult<int> result = Pool.MapAsync(x => x % 2 == 1 ? Refuse(x) : x, [2, 3, 4], options: options);
        Expect.Items([2, 0, 4], await result.Bounded());
        Assert.True(result.IsSuccessful);
        Assert.Equal(3, Assert.IsType<OrderException>(result.Outcomes[1].Error).Order);
    }

    private static int Refuse(int order) => throw new OrderException(order, ["late", "wrong"]);

    private static int RefuseWithCause(int order)
    {
        try
        {
            return Refuse(order);
        }
        catch (OrderException cause)
        {
            throw new InvalidOperationException("outer", cause);
        }
    }

    private static int RefuseTwice(int order) => throw new AggregateException(new OrderException(order, []), new TimeoutException());

    private static async Task<int> RefuseAsync(int order)
    {
        await Task.Yield();
        return Refuse(order);
    }
}
