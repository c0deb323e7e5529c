using System.Runtime.CompilerServices;
using Orleans.Serialization.Session;
using Orleans.Serialization.TypeSystem;

namespace OrleansPool.Payloads;

/// <summary>Tells codecs, which are shared by all parts of a serializer, for which one they work: it says what may be read and written.</summary>
internal static class SessionSerializers
{
    private static readonly ConditionalWeakTable<TypeCodec, PayloadSerializer> Serializers = [];

    /// <summary>All sessions with these types belong to the serializer.</summary>
    public static void Add(TypeCodec types, PayloadSerializer serializer) => Serializers.Add(types, serializer);

    /// <summary>The serializer that the session belongs to.</summary>
    public static PayloadSerializer Of(SerializerSession session) => Serializers.TryGetValue(session.TypeCodec, out PayloadSerializer? serializer)
        ? serializer
        : throw new InvalidOperationException("A codec of pools was used in a session of another serializer.");
}
