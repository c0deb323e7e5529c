using System.Reflection;

namespace OrleansPool.OverloadTests.Reading;

/// <summary>Finds out, from the compiled code of a call, which method of the pool the compiler chose.</summary>
internal static class ChosenOverload
{
    /// <summary>The outermost call of a pool's method: the last one in the code, after its arguments.</summary>
    public static MethodInfo Of(MethodInfo caller) =>
        IlReader.Calls(caller).OfType<MethodInfo>().Last(static called => called.DeclaringType == typeof(Pool));
}
