using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace OrleansPool.Functions;

/// <summary>Reads the members that a method's code names.</summary>
internal static class IlReader
{
    private const byte TwoBytePrefix = 0xFE;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <exception cref="InvalidOperationException">The method has no code that can be read.</exception>
    public static IEnumerable<IlInstruction> Read(MethodBase method)
    {
        byte[] il = method.GetMethodBody()?.GetILAsByteArray() ?? throw new InvalidOperationException($"{method} has no code.");
        Type[]? typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        int at = 0;
        while (at < il.Length)
        {
            OpCode code = NextCode(il, ref at);
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok:
                    int token = BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(at));
                    yield return new IlInstruction(method.Module.ResolveMember(token, typeArguments, methodArguments), IsStore(code));
                    break;
            }

            at += SizeOf(code, il, at);
        }
    }

    private static OpCode NextCode(byte[] il, ref int at)
    {
        byte first = il[at++];
        return Codes[first == TwoBytePrefix ? (short)((TwoBytePrefix << 8) | il[at++]) : first];
    }

    private static bool IsStore(OpCode code) => code == OpCodes.Stfld || code == OpCodes.Stsfld;

    private static int SizeOf(OpCode code, byte[] il, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(at))),
        _ => 4,
    };
}
