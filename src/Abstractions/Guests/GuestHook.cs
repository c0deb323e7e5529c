using OrleansPool.Functions;

namespace OrleansPool.Guests;

/// <summary>An initializer or finalizer as the silo calls it. The worker's state is an object that the silo only keeps.</summary>
internal sealed class GuestHook(WorkerHook hook)
{
    /// <summary>Its parts, in the order in which the silo knows them.</summary>
    public object?[] Parts() =>
    [
        (Func<object?, CancellationToken, Task<object?>>)(async (state, token) => await hook.InvokeAsync(state, token)),
        (Func<object, byte[]>)hook.Encode,
    ];
}
