using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;

namespace OrleansPool.Payloads;

/// <summary>Writes values of one type, each readable alone. Keeps codec and session between values. Not thread-safe.</summary>
internal sealed class ItemWriter<T>(PayloadSerializer serializer) : IDisposable
{
    private SerializerEngine? _engine;
    private IFieldCodec<T> _codec = null!;
    private SerializerSession? _session;

    /// <summary>Appends a value. When that fails, what was appended by then is for the caller to cut off.</summary>
    public void Write(T value, BlockBuffer destination)
    {
        int before = destination.Length;
        try
        {
            WriteOnce(value, destination);
        }
        catch (StaleEngineException)
        {
            // An assembly with serializers of its own was loaded while the value was written: go again with it.
            destination.Truncate(before);
            WriteOnce(value, destination);
        }
    }

    /// <summary>Gives the session back. Another write rents a new one.</summary>
    public void Dispose()
    {
        _session?.Dispose();
        _session = null;
        _engine = null;
    }

    private void WriteOnce(T value, BlockBuffer destination)
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
            var writer = Writer.Create(new BlockWriter(destination), _session!);
            _codec.WriteField(ref writer, 0, typeof(T), value);
            writer.Commit();
        }
        finally
        {
            _session!.Reset();
        }
    }
}
