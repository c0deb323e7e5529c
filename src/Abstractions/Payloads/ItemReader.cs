using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace OrleansPool.Payloads;

/// <summary>Reads what <see cref="ItemWriter{T}"/> wrote. Keeps codec and session between values. Not thread-safe.</summary>
internal sealed class ItemReader<T>(PayloadSerializer serializer) : IDisposable
{
    private SerializerEngine? _engine;
    private IFieldCodec<T> _codec = null!;
    private SerializerSession? _session;

    public T Read(ReadOnlySpan<byte> source)
    {
        try
        {
            return ReadOnce(source);
        }
        catch (StaleEngineException)
        {
            // An assembly with serializers of its own was loaded while the value was read: go again with it.
            return ReadOnce(source);
        }
    }

    /// <summary>Gives the session back. Another read rents a new one.</summary>
    public void Dispose()
    {
        _session?.Dispose();
        _session = null;
        _engine = null;
    }

    private T ReadOnce(ReadOnlySpan<byte> source)
    {
        SerializerEngine engine = serializer.Current;
        if (!ReferenceEquals(engine, _engine))
        {
            _codec = engine.Codecs.GetCodec<T>();
            Dispose();
            _session = engine.RentSession();
            _engine = engine;
        }

        try
        {
            var reader = Reader.Create(source, _session!);
            Field field = reader.ReadFieldHeader();
            T? value = _codec.ReadValue(ref reader, field);
            return reader.Position == source.Length
                ? value!
                : throw new InvalidDataException($"An encoded {typeof(T)} has {source.Length} bytes, of which {reader.Position} were read.");
        }
        finally
        {
            _session!.Reset();
        }
    }
}
