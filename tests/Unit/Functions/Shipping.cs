using OrleansPool.Functions;

namespace OrleansPool.UnitTests.Functions;

/// <summary>Sends functions through their encoding, as a silo would get them.</summary>
internal static class Shipping
{
    public static PoolFunction<T, TResult> Ship<T, TResult>(Func<T, TResult> function) =>
        (PoolFunction<T, TResult>)FunctionCodec.Decode(Encode(function).Bytes);

    public static FunctionBlob Encode<T, TResult>(Func<T, TResult> function) => FunctionCodec.Encode(Wrap(function));

    public static PoolFunction<T, TResult> Wrap<T, TResult>(Func<T, TResult> function) =>
        new SyncFunction<T, TResult>(new TestCall<T, TResult>(function));

    public static TResult Run<T, TResult>(Func<T, TResult> function, T item) => Ship(function).Invoke(item, default);

    public static async Task<TResult> RunAsync<T, TResult>(Func<T, Task<TResult>> function, T item)
    {
        var sent = FunctionCodec.Encode(new TaskFunction<T, TResult>(new TestCall<T, Task<TResult>>(function)));
        var there = (PoolFunction<T, TResult>)FunctionCodec.Decode(sent.Bytes);
        return await there.InvokeAsync(item, default);
    }

    public static string Refused<T, TResult>(Func<T, TResult> function) =>
        Assert.Throws<FunctionNotShippableException>(() => Encode(function)).Message;
}
