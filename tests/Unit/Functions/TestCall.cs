using OrleansPool.Functions;

namespace OrleansPool.UnitTests.Functions;

internal sealed class TestCall<T, TReturn>(Func<T, TReturn> function) : ItemCall<T, TReturn>
{
    public override Delegate Target => function;

    public override TReturn Invoke(T item, CancellationToken token) => function(item);
}
