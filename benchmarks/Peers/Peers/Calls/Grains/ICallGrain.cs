using OrleansPool.Benchmarks.Peers.Contents;

namespace OrleansPool.Benchmarks.Peers.Peers.Calls.Grains;

/// <summary>A plain grain that does to an item what the other peers do.</summary>
internal interface ICallGrain : IGrainWithIntegerKey
{
    Task<int> NextAsync(int number);

    Task<int> AddAsync((int First, int Second) pair);

    Task<Reading> AfterAsync(Reading reading);

    Task<string> MarkAsync(string text);

    Task<byte[]> GiveBackAsync(byte[] payload);

    Task<int> WaitAsync(Pause pause);
}
