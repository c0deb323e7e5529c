using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;
using Orleans.Serialization.TypeSystem;

namespace OrleansPool.Payloads;

/// <summary>The Orleans serializer for one set of assemblies; never changes, so that a later set needs a new one.</summary>
internal sealed class SerializerEngine : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly SerializerSessionPool _sessions;
    private int _generation;

    private SerializerEngine(ServiceProvider services, int generation)
    {
        _services = services;
        Codecs = services.GetRequiredService<CodecProvider>();
        BoxedValueCodec.Install(Codecs);
        Types = services.GetRequiredService<TypeConverter>();
        _sessions = services.GetRequiredService<SerializerSessionPool>();
        _generation = generation;
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

    public static SerializerEngine Build(IReadOnlySet<Assembly> assemblies, IFunctionAssemblies functions, int generation)
    {
        var services = new ServiceCollection();
        services.AddSerializer(builder =>
        {
            foreach (Assembly assembly in assemblies)
            {
                builder.AddAssembly(assembly);
            }
        });

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
        return new SerializerEngine(services.BuildServiceProvider(), generation);
    }

    public void Dispose() => _services.Dispose();

    /// <summary>A session of the caller's own, to be reset after each value; disposing it gives it back.</summary>
    public SerializerSession RentSession() => _sessions.GetSession();
}
