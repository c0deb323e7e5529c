using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace OrleansPool.Payloads;

/// <summary>
/// Encodes items, results and functions: the Orleans serializer, with codecs added for plain user types and for delegates.
/// Learns the serializers of assemblies that are loaded later.
/// </summary>
internal sealed class PayloadSerializer : IDisposable
{
    private static int Loads;

    private readonly Lock _gate = new();
    private readonly IFunctionAssemblies _functions;
    private readonly HashSet<Assembly> _withSerializers = [];

    // Of a part: what it is part of, what it is for, and what it may read.
    private readonly PayloadSerializer? _whole;
    private readonly AcceptedTypes? _accepted;
    private SerializerEngine? _engine;
    private PayloadSerializer? _results;
    private PayloadSerializer? _unsigned;

    static PayloadSerializer() => AppDomain.CurrentDomain.AssemblyLoad += CountLoad;

    public PayloadSerializer(IFunctionAssemblies functions) => _functions = functions;

    private PayloadSerializer(PayloadSerializer whole, AcceptedTypes? accepted, PayloadPart part = PayloadPart.Results)
    {
        _functions = whole._functions;
        _whole = whole;
        _accepted = accepted;
        Part = part;
    }

    /// <summary>The one of this process.</summary>
    public static PayloadSerializer Shared { get; } = new(new LoadedAssemblies());

    /// <summary>Reads values of the framework's types only.</summary>
    public static PayloadSerializer Plain { get; } = ForResults(AcceptedTypes.Framework);

    /// <summary>The one with which silos write results, failures and the like: it refuses functions, which a client would not read.</summary>
    public PayloadSerializer Results => _whole is { } whole
        ? whole.Results
        : Volatile.Read(ref _results) ?? Interlocked.CompareExchange(ref _results, new(this, accepted: null), null) ?? _results;

    /// <summary>The one with which silos read what is not signed, where functions must be: items and shared values, which may then hold no functions.</summary>
    public PayloadSerializer Unsigned => _whole is { } whole
        ? whole.Unsigned
        : Volatile.Read(ref _unsigned) ?? Interlocked.CompareExchange(ref _unsigned, new(this, accepted: null, PayloadPart.Unsigned), null) ?? _unsigned;

    public PayloadPart Part { get; }

    public IFunctionAssemblies Functions => _functions;

    /// <summary>The engine for the assemblies that are loaded now.</summary>
    public SerializerEngine Current
    {
        get
        {
            if (_whole is not null)
            {
                return CurrentPart(_whole.Current);
            }

            SerializerEngine? engine = Volatile.Read(ref _engine);
            return engine is not null && engine.Generation == Volatile.Read(ref Loads) ? engine : Refresh();
        }
    }

    /// <summary>One that reads what silos give to a client: no functions, and none but the accepted types.</summary>
    public static PayloadSerializer ForResults(AcceptedTypes accepted) => new(Shared, accepted);

    public void Serialize<T>(T value, IBufferWriter<byte> destination)
    {
        var buffer = new BlockBuffer();
        using var writer = new ItemWriter<T>(this);
        writer.Write(value, buffer);
        destination.Write(buffer.Written);
    }

    public byte[] ToArray<T>(T value)
    {
        var buffer = new BlockBuffer();
        using var writer = new ItemWriter<T>(this);
        writer.Write(value, buffer);
        return buffer.Written.ToArray();
    }

    public T Deserialize<T>(ReadOnlyMemory<byte> source) => Deserialize<T>(source.Span);

    public T Deserialize<T>(ReadOnlySpan<byte> source)
    {
        using var reader = new ItemReader<T>(this);
        return reader.Read(source);
    }

    /// <summary>Encodes a value that may be larger than an array can be, straight into its destination.</summary>
    /// <exception cref="StaleEngineException">What was written by then is of no use: write again, which will not fail so.</exception>
    public void Write<T>(T value, IBufferWriter<byte> destination)
    {
        SerializerEngine engine = Current;
        using SerializerSession session = engine.RentSession();
        var writer = Writer.Create(destination, session);
        engine.Codecs.GetCodec<T>().WriteField(ref writer, 0, typeof(T), value);
        writer.Commit();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public T Read<T>(ReadOnlySequence<byte> source)
    {
        try
        {
            return ReadOnce<T>(source);
        }
        catch (StaleEngineException)
        {
            // An assembly with serializers of its own was loaded while the value was read: go again with it.
            return ReadOnce<T>(source);
        }
    }

    /// <summary>Encodes a value as its declared type, which is known only at run time.</summary>
    public byte[] ToArray(object value, Type declared) => (byte[])Call(nameof(ToArrayOf), declared, value)!;

    /// <summary>Reads what <see cref="ToArray(object, Type)"/> wrote.</summary>
    public object? Deserialize(ReadOnlyMemory<byte> source, Type declared) => Call(nameof(DeserializeOf), declared, source);

    /// <summary>Lets go of what keeps its assemblies in memory, when this library's own copy is about to be unloaded. Not to be used after.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.AssemblyLoad -= CountLoad;
        lock (_gate)
        {
            _engine?.Dispose();
            _engine = null;
        }
    }

    private static void CountLoad(object? sender, AssemblyLoadEventArgs loaded) => Interlocked.Increment(ref Loads);

    private T ReadOnce<T>(ReadOnlySequence<byte> source)
    {
        SerializerEngine engine = Current;
        using SerializerSession session = engine.RentSession();
        var reader = Reader.Create(source, session);
        Field field = reader.ReadFieldHeader();
        T? value = engine.Codecs.GetCodec<T>().ReadValue(ref reader, field);
        return reader.Position == source.Length
            ? value!
            : throw new InvalidDataException($"An encoded {typeof(T)} has {source.Length} bytes, of which {reader.Position} were read.");
    }

    private byte[] ToArrayOf<T>(object value) => ToArray((T)value);

    private object? DeserializeOf<T>(ReadOnlyMemory<byte> source) => Deserialize<T>(source);

    private object? Call(string method, Type type, object argument) => typeof(PayloadSerializer)
        .GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!
        .MakeGenericMethod(type)
        .Invoke(this, BindingFlags.DoNotWrapExceptions, null, [argument], null);

    private static bool HasSerializers(Assembly assembly)
    {
        try
        {
            return !assembly.IsDynamic && assembly.IsDefined(typeof(TypeManifestProviderAttribute), inherit: false);
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or FileLoadException or TypeLoadException or BadImageFormatException)
        {
            // Its attributes name an assembly that is not there: then nothing of it can be used here.
            return false;
        }
    }

    private SerializerEngine CurrentPart(SerializerEngine whole)
    {
        SerializerEngine? part = Volatile.Read(ref _engine);
        return part is not null && part.IsPartOf(whole) ? part : RefreshPart(whole);
    }

    private SerializerEngine RefreshPart(SerializerEngine whole)
    {
        lock (_gate)
        {
            if (_engine is not { } known || !known.IsPartOf(whole))
            {
                Volatile.Write(ref _engine, whole.ForPart(this, _accepted));
            }

            return _engine!;
        }
    }

    private SerializerEngine Refresh()
    {
        lock (_gate)
        {
            int generation = Volatile.Read(ref Loads);
            bool complete = _engine is not null;
            foreach (Assembly assembly in HomeAssemblies.Loaded.Where(HasSerializers))
            {
                complete &= !_withSerializers.Add(assembly);
            }

            if (complete)
            {
                _engine!.Generation = generation;
                return _engine;
            }

            var engine = SerializerEngine.Build(this, _withSerializers.ToFrozenSet(), generation);
            Volatile.Write(ref _engine, engine);
            return engine;
        }
    }
}
