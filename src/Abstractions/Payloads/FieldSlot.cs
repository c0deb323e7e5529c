using System.Buffers;
using System.Reflection;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace OrleansPool.Payloads;

/// <summary>Reads and writes one field of <typeparamref name="T"/>.</summary>
internal abstract class FieldSlot<T>(FieldInfo info)
{
    public FieldInfo Info { get; } = info;

    public abstract void Write<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, ref T instance)
        where TBufferWriter : IBufferWriter<byte>;

    public abstract void Read<TInput>(ref Reader<TInput> reader, Field header, ref T instance);
}
