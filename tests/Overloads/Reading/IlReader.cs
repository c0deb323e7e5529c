using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace OrleansPool.OverloadTests.Reading;

/// <summary>Reads the calls out of the code of a method.</summary>
internal static class IlReader
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => (int)(ushort)code.Value);

    public static IEnumerable<MethodBase> Calls(MethodInfo method)
    {
        byte[] il = method.GetMethodBody()!.GetILAsByteArray()!;
        int position = 0;
        while (position < il.Length)
        {
            OpCode code = Next(il, ref position);
            if (code.OperandType == OperandType.InlineMethod && code.FlowControl == FlowControl.Call)
            {
                yield return method.Module.ResolveMethod(Int32(il, position))!;
            }

            position += OperandSize(code, il, position);
        }
    }

    private static OpCode Next(byte[] il, ref int position)
    {
        int value = il[position++];
        return Codes[value == 0xFE ? (value << 8) | il[position++] : value];
    }

    private static int OperandSize(OpCode code, byte[] il, int position) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * Int32(il, position)),
        _ => 4,
    };

    private static int Int32(byte[] il, int position) => BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(position));
}
