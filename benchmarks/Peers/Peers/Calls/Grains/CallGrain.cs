using OrleansPool.Benchmarks.Peers.Contents;

namespace OrleansPool.Benchmarks.Peers.Peers.Calls.Grains;

/// <inheritdoc cref="ICallGrain"/>
internal sealed class CallGrain : Grain, ICallGrain
{
    public Task<int> NextAsync(int number) => Task.FromResult(ItemFunctions.Next(number));

    public Task<int> AddAsync((int First, int Second) pair) => Task.FromResult(ItemFunctions.Add(pair.First, pair.Second));

    public Task<Reading> AfterAsync(Reading reading) => Task.FromResult(ItemFunctions.After(reading));

    public Task<string> MarkAsync(string text) => Task.FromResult(ItemFunctions.Mark(text));

    public Task<byte[]> GiveBackAsync(byte[] payload) => Task.FromResult(ItemFunctions.GiveBack(payload));

    public Task<int> WaitAsync(Pause pause) => ItemFunctions.WaitAsync(pause);
}
