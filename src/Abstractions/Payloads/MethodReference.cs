using System.Buffers;
using System.Reflection;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using OrleansPool.Functions;

namespace OrleansPool.Payloads;

/// <summary>
/// Names a method on the wire: user code by build and token, which is exact; framework code by name and signature, since
/// its tokens differ between patches. The build comes first, so that it is checked before a type of that assembly is looked for.
/// </summary>
internal static class MethodReference
{
    /// <summary>How many fields it takes: the next one's delta is counted from the last of them.</summary>
    public const uint FieldCount = 1;

    public static void Write<TBufferWriter>(ref Writer<TBufferWriter> writer, MethodInfo method)
        where TBufferWriter : IBufferWriter<byte>
    {
        Type type = method.DeclaringType!;
        bool isFramework = PortableTypes.IsFramework(type);
        MethodInfo definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        StringCodec.WriteField(ref writer, 0, isFramework ? null! : type.Assembly.GetName().Name!);
        GuidCodec.WriteField(ref writer, 1, isFramework ? Guid.Empty : type.Module.ModuleVersionId);
        TypeSerializerCodec.WriteField(ref writer, 1, type);
        Int32Codec.WriteField(ref writer, 1, isFramework ? 0 : definition.MetadataToken);
        StringCodec.WriteField(ref writer, 1, isFramework ? definition.ToString()! : null!);
        Type[] arguments = method.GetGenericArguments();
        Int32Codec.WriteField(ref writer, 1, arguments.Length);
        foreach (Type argument in arguments)
        {
            TypeSerializerCodec.WriteField(ref writer, 0, argument);
        }
    }

    public static MethodInfo Read<TInput>(ref Reader<TInput> reader, IFunctionAssemblies assemblies)
    {
        string? assembly = StringCodec.ReadValue(ref reader, reader.ReadFieldHeader());
        Guid build = GuidCodec.ReadValue(ref reader, reader.ReadFieldHeader());
        if (assembly is not null)
        {
            FunctionOrigin.ThrowIfNotHere(assembly, build, assemblies);
        }

        Type type = TypeSerializerCodec.ReadValue(ref reader, reader.ReadFieldHeader())
            ?? throw new InvalidDataException("An encoded delegate names no type.");
        int token = Int32Codec.ReadValue(ref reader, reader.ReadFieldHeader());
        string? signature = StringCodec.ReadValue(ref reader, reader.ReadFieldHeader());
        var arguments = new Type[Int32Codec.ReadValue(ref reader, reader.ReadFieldHeader())];
        for (int at = 0; at < arguments.Length; at++)
        {
            arguments[at] = TypeSerializerCodec.ReadValue(ref reader, reader.ReadFieldHeader())
                ?? throw new InvalidDataException("An encoded delegate names no type for a generic argument.");
        }

        MethodInfo method = signature is null ? ByToken(type, token) : BySignature(type, signature);
        assemblies.Check(method);
        return arguments.Length == 0 ? method : method.MakeGenericMethod(arguments);
    }

    private static MethodInfo ByToken(Type type, int token)
    {
        MethodBase? method = type.Module.ResolveMethod(token);
        if (type.IsGenericType && method is not null)
        {
            method = MethodBase.GetMethodFromHandle(method.MethodHandle, type.TypeHandle);
        }

        return method is MethodInfo info && info.DeclaringType == type
            ? info
            : throw new InvalidDataException($"Method {token:x8} does not belong to {type}.");
    }

    private static MethodInfo BySignature(Type type, string signature)
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return Array.Find(type.GetMethods(All | BindingFlags.DeclaredOnly), method => method.ToString() == signature)
            ?? throw new FunctionNotFoundException(
                $"{EncodingScope.SiloHere} runs a version of .NET in which {type.FullName} has no method '{signature}'. Run the same version on both sides.");
    }
}
