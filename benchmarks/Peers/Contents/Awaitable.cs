namespace OrleansPool.Benchmarks.Peers.Contents;

/// <summary>For peers whose functions are asynchronous: there one that waits does so without a thread.</summary>
internal static class Awaitable
{
    public static ValueTask<TResult> RunAsync<TItem, TResult>(Func<TItem, TResult> function, TItem item) =>
        item is Pause pause ? new ValueTask<TResult>((Task<TResult>)(object)ItemFunctions.WaitAsync(pause)) : new ValueTask<TResult>(function(item));
}
