using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;
using Orleans.Serialization.TypeSystem;

namespace OrleansPool.Payloads;

/// <summary>The Orleans serializer for one set of assemblies; never changes, so that a later set needs a new one.</summary>
internal sealed class SerializerEngine : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IReadOnlySet<Assembly> _assemblies;
    private readonly SerializerSessionPool _sessions;
    private readonly SerializerEngine? _whole;
    private int _generation;

    private SerializerEngine(ServiceProvider services, IReadOnlySet<Assembly> assemblies, int generation)
    {
        _services = services;
        _assemblies = assemblies;
        Codecs = services.GetRequiredService<CodecProvider>();
        BoxedValueCodec.Install(Codecs);
        Types = services.GetRequiredService<TypeConverter>();
        _sessions = services.GetRequiredService<SerializerSessionPool>();
        _generation = generation;
    }

    private SerializerEngine(SerializerEngine whole, TypeConverter types, SerializerSessionPool sessions)
    {
        _whole = whole;
        _services = whole._services;
        _assemblies = whole._assemblies;
        Codecs = whole.Codecs;
        Types = types;
        _sessions = sessions;
        _generation = whole.Generation;
    }

    public CodecProvider Codecs { get; }

    /// <summary>Names of types on the wire.</summary>
    public TypeConverter Types { get; }

    /// <summary>How many assemblies the process had loaded when this was last found to be complete.</summary>
    public int Generation
    {
        get => Volatile.Read(ref _generation);
        set => Volatile.Write(ref _generation, value);
    }

    public static SerializerEngine Build(PayloadSerializer serializer, IReadOnlySet<Assembly> assemblies, int generation)
    {
        IFunctionAssemblies functions = serializer.Functions;
        IServiceCollection services = SerializerServices.For(assemblies);

        services.Replace(ServiceDescriptor.Singleton<TypeResolver, HomeTypeResolver>());

        // Which types travel is decided by the codecs: framework types need one of Orleans, only user types go field by field.
        // The codec that is named last for a type is taken.
        services.Configure<TypeManifestOptions>(options =>
        {
            options.AllowAllTypes = true;
            options.FieldCodecs.Add(typeof(TextCodec));
        });
        services.AddSingleton<ISpecializableCodec>(new DelegateCodecs(functions));
        services.AddSingleton<ISpecializableCodec>(new FieldwiseCodecs(assemblies, functions));
        services.AddSingleton<ISpecializableCodec, ExceptionCodecs>();
        services.AddSingleton<ISpecializableCodec, RawCodecs>();
        services.AddSingleton<ISpecializableCodec, SharedCodecs>();
        services.AddSingleton<IGeneralizedCodec, RefusingCodec>();
        var engine = new SerializerEngine(services.BuildServiceProvider(), assemblies, generation);
        SessionSerializers.Add(engine._services.GetRequiredService<TypeCodec>(), serializer);
        return engine;
    }

    /// <summary>The same codecs for a part of what is read: without functions, and with the accepted types only if there is a choice.</summary>
    public SerializerEngine ForPart(PayloadSerializer serializer, AcceptedTypes? accepted)
    {
        TypeResolver resolver = _services.GetRequiredService<TypeResolver>();
        if (accepted is not null)
        {
            resolver = new TypeGate(resolver, accepted, name => _assemblies.Any(assembly => assembly.GetName().Name == name));
        }

        var types = new TypeConverter([], [], [], _services.GetRequiredService<IOptions<TypeManifestOptions>>(), resolver);
        var codec = new TypeCodec(types);
        SessionSerializers.Add(codec, serializer);
        return new SerializerEngine(this, types, new SerializerSessionPool(codec, _services.GetRequiredService<WellKnownTypeCollection>(), Codecs));
    }

    public bool IsPartOf(SerializerEngine whole) => ReferenceEquals(_whole, whole);

    /// <summary>Of a part: nothing, as all that it has is the whole's.</summary>
    public void Dispose()
    {
        if (_whole is null)
        {
            _services.Dispose();
        }
    }

    /// <summary>A session of the caller's own, to be reset after each value; disposing it gives it back.</summary>
    public SerializerSession RentSession() => _sessions.GetSession();
}
