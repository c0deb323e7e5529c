using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;

namespace OrleansPool.Payloads;

/// <summary>What reading and writing of values of one type share: codec and session, kept between values. Not thread-safe.</summary>
internal abstract class ItemCoder<T, TInput, TOutput>(PayloadSerializer serializer) : IDisposable
    where TInput : allows ref struct
{
    private SerializerEngine? _engine;
    private IFieldCodec<T> _codec = null!;
    private SerializerSession? _session;

    /// <summary>Gives the session back. Another use rents a new one.</summary>
    public void Dispose()
    {
        _session?.Dispose();
        _session = null;
        _engine = null;
    }

    /// <summary>Codes one value. May be called twice for it.</summary>
    protected abstract TOutput Code(TInput input, IFieldCodec<T> codec, SerializerSession session);

    protected TOutput Code(TInput input)
    {
        try
        {
            return CodeOnce(input);
        }
        catch (StaleEngineException)
        {
            // An assembly with serializers of its own was loaded while the value was coded: go again with it.
            return CodeOnce(input);
        }
    }

    private TOutput CodeOnce(TInput input)
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
            return Code(input, _codec, _session!);
        }
        finally
        {
            _session!.Reset();
        }
    }
}
