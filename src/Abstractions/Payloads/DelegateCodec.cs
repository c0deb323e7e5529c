using System.Buffers;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;
using OrleansPool.Functions;

namespace OrleansPool.Payloads;

/// <summary>
/// Writes a delegate by value: its type, its method and its target. A delegate that is met twice is written twice, with a
/// reference to the same target: it can be made only when its target is there, which in a cycle leads back to itself.
/// </summary>
internal sealed class DelegateCodec<T>(IFunctionAssemblies assemblies) : IFieldCodec<T>
    where T : Delegate
{
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, T? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
            return;
        }

        FunctionValues.ThrowIfNotWritable(writer.Session, value.GetType());
        ShippableDelegate.ThrowIfNot(value);
        EncodingScope.Current?.Visit(value.Method);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteStartObject(fieldIdDelta, expectedType, value.GetType());
        MethodReference.Write(ref writer, value.Method);
        object? target = value.Target is { } held && !Closures.IsStateless(held) ? held : null;
        BoolCodec.WriteField(ref writer, MethodReference.FieldCount, value.Target is not null);
        try
        {
            ObjectCodec.WriteField(ref writer, 1, typeof(object), target);
        }
        catch (NotPortableException refused)
        {
            if (!Closures.IsCompilerGenerated(target!.GetType()))
            {
                refused.AddThis(target.GetType());
            }

            refused.AddDelegate();
            throw;
        }

        writer.WriteEndObject();
    }

    public T ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.WireType == WireType.Reference)
        {
            return ReferenceCodec.ReadReference<T, TInput>(ref reader, field)!;
        }

        FunctionValues.ThrowIfNotReadable(reader.Session, typeof(T));
        if (field.FieldType is { } actual && actual != typeof(T))
        {
            return (T)reader.Session.CodecProvider.GetCodec(actual).ReadValue(ref reader, field)!;
        }

        field.EnsureWireTypeTagDelimited();
        ReferenceCodec.MarkValueField(reader.Session);
        MethodInfo method = MethodReference.Read(ref reader, assemblies);
        bool hasTarget = BoolCodec.ReadValue(ref reader, reader.ReadFieldHeader());
        object? target = ObjectCodec.ReadValue(ref reader, reader.ReadFieldHeader());
        if (!reader.ReadFieldHeader().IsEndObject)
        {
            throw new InvalidDataException($"An encoded delegate of type {typeof(T)} does not end where it should.");
        }

        if (!hasTarget)
        {
            return (T)Delegate.CreateDelegate(typeof(T), method);
        }

        target ??= RuntimeHelpers.GetUninitializedObject(method.DeclaringType!);
        return (T)Delegate.CreateDelegate(typeof(T), target, method);
    }
}
