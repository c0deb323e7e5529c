using System.Reflection;

namespace OrleansPool.Payloads;

/// <summary>Finds the assembly that a function lives in.</summary>
internal interface IFunctionAssemblies
{
    /// <summary>The assembly of that name, if possible of that build; null when there is none.</summary>
    Assembly? Find(string name, Guid build);

    /// <summary>Looks at a method that was named, before it is used.</summary>
    /// <exception cref="CodeRefusedException">It may not be named.</exception>
    void Check(MethodInfo method);

    /// <summary>Whether values of an assembly's plain types may be made, field by field.</summary>
    bool Carries(Assembly assembly);
}
