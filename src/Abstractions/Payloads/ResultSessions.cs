using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Orleans.Serialization.Session;
using Orleans.Serialization.TypeSystem;

namespace OrleansPool.Payloads;

/// <summary>Tells codecs, which are shared by all, that they work on what silos give to clients.</summary>
internal static class ResultSessions
{
    private static readonly ConditionalWeakTable<TypeCodec, PayloadSerializer> Serializers = [];

    /// <summary>All sessions with these types belong to the serializer.</summary>
    public static void Add(TypeCodec types, PayloadSerializer serializer) => Serializers.Add(types, serializer);

    /// <summary>The serializer of results that the session belongs to, if it does to one.</summary>
    public static bool TryGet(SerializerSession session, [NotNullWhen(true)] out PayloadSerializer? serializer) => Serializers.TryGetValue(session.TypeCodec, out serializer);
}
