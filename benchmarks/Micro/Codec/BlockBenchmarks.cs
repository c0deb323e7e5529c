using BenchmarkDotNet.Attributes;
using OrleansPool.Payloads;

namespace OrleansPool.Benchmarks.Micro.Codec;

/// <summary>Items to a block and back: what each of them costs.</summary>
[GenericTypeArguments(typeof(int))]
[GenericTypeArguments(typeof(string))]
[GenericTypeArguments(typeof(PlainReading))]
[GenericTypeArguments(typeof(GeneratedReading))]
public class BlockBenchmarks<T>
{
    private const int Items = 1_000;

    private readonly T[] _items = Samples.Of<T>(Items);
    private readonly T[] _decoded = new T[Items];
    private readonly BlockEncoder<T> _encoder = new(PayloadSerializer.Shared);
    private readonly BlockDecoder<T> _decoder = new(PayloadSerializer.Shared);
    private ItemBlock _block;

    [GlobalSetup]
    public void SetUp() => _block = Make();

    [Benchmark(OperationsPerInvoke = Items)]
    public long Encode() => Make().Bytes;

    /// <summary>As a worker does.</summary>
    [Benchmark(OperationsPerInvoke = Items)]
    public T Decode()
    {
        T last = _items[0];
        for (int index = 0; index < Items; index++)
        {
            last = _decoder.Decode(_block, index);
        }

        return last;
    }

    [Benchmark(OperationsPerInvoke = Items)]
    public T DecodeAll()
    {
        _decoder.DecodeTo(_block, _decoded);
        return _decoded[^1];
    }

    private ItemBlock Make()
    {
        foreach (T item in _items)
        {
            _encoder.Add(item);
        }

        return _encoder.ToBlock();
    }
}
