using OrleansPool.Functions;

namespace OrleansPool.Guests;

/// <summary>Makes what the silo calls of a function whose types it learns by visiting it.</summary>
internal sealed class GuestFunctionVisitor(bool keepsInput) : IPoolFunctionVisitor<object?[]>
{
    public object?[] Visit<TItem, TResult>(PoolFunction<TItem, TResult> function) => new GuestFunction<TItem, TResult>(function, keepsInput).Parts();
}
