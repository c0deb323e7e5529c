using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Guests;

/// <summary>Makes what the silo calls of a function whose types it learns by visiting it.</summary>
internal sealed class GuestFunctionVisitor(bool keepsInput, PayloadSerializer values) : IPoolFunctionVisitor<object?[]>
{
    public object?[] Visit<TItem, TResult>(PoolFunction<TItem, TResult> function) => new GuestFunction<TItem, TResult>(function, keepsInput, values).Parts();
}
