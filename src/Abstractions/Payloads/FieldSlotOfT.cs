using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace OrleansPool.Payloads;

/// <summary>Reads and writes one field of <typeparamref name="T"/> in place; common types without looking for a codec.</summary>
internal sealed class FieldSlot<T, TField> : FieldSlot<T>
{
    private readonly FieldReference _reference;
    private IFieldCodec<TField>? _codec;

    public FieldSlot(FieldInfo field)
        : base(field) => _reference = Compile(field);

    private delegate ref TField FieldReference(ref T instance);

    public override void Write<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, ref T instance)
    {
        ref TField value = ref _reference(ref instance);
        if (typeof(TField) == typeof(int))
        {
            Int32Codec.WriteField(ref writer, fieldIdDelta, Unsafe.As<TField, int>(ref value));
        }
        else if (typeof(TField) == typeof(double))
        {
            DoubleCodec.WriteField(ref writer, fieldIdDelta, Unsafe.As<TField, double>(ref value));
        }
        else if (typeof(TField) == typeof(long))
        {
            Int64Codec.WriteField(ref writer, fieldIdDelta, Unsafe.As<TField, long>(ref value));
        }
        else if (typeof(TField) == typeof(bool))
        {
            BoolCodec.WriteField(ref writer, fieldIdDelta, Unsafe.As<TField, bool>(ref value));
        }
        else if (typeof(TField) == typeof(string))
        {
            TextCodec.WriteField(ref writer, fieldIdDelta, typeof(string), Unsafe.As<TField, string>(ref value));
        }
        else
        {
            Codec(writer.Session.CodecProvider).WriteField(ref writer, fieldIdDelta, typeof(TField), value);
        }
    }

    public override void Read<TInput>(ref Reader<TInput> reader, Field header, ref T instance)
    {
        // The value is read first: reading may meet this object again, so nothing is held across it.
        TField? value = Codec(reader.Session.CodecProvider).ReadValue(ref reader, header);
        _reference(ref instance) = value!;
    }

    private static FieldReference Compile(FieldInfo field)
    {
        // A reference to the field also sets read-only and init-only ones, which only a constructor may do in C#.
        var method = new DynamicMethod(
            $"{field.DeclaringType}.{field.Name}",
            typeof(TField).MakeByRefType(),
            [typeof(T).MakeByRefType()],
            typeof(FieldSlot<T>).Module,
            skipVisibility: true);
        ILGenerator il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        if (!typeof(T).IsValueType)
        {
            il.Emit(OpCodes.Ldind_Ref);
        }

        il.Emit(OpCodes.Ldflda, field);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<FieldReference>();
    }

    private IFieldCodec<TField> Codec(Orleans.Serialization.Serializers.ICodecProvider codecs) => _codec ??= codecs.GetCodec<TField>();
}
