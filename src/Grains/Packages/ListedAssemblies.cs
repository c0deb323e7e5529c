using System.Reflection;
using OrleansPool.Payloads;
using OrleansPool.Programs;

namespace OrleansPool.Packages;

/// <summary>What strangers may name where only deployed functions run: methods of assemblies that the silo lists.</summary>
internal sealed class ListedAssemblies(DeployedCode deployed, string silo) : IFunctionAssemblies
{
    public Assembly? Find(string name, Guid build) => deployed.Find(new CodeRoot(name, build));

    public bool Carries(Assembly assembly) => deployed.IsOfListed(assembly);

    public void Check(MethodInfo method)
    {
        Assembly assembly = method.Module.Assembly;
        if (deployed.IsListed(assembly) || ProgramFunction.Is(method))
        {
            return;
        }

        string name = $"{method.DeclaringType?.FullName}.{method.Name}";
        throw new CodeRefusedException(PortableTypes.IsFramework(assembly)
            ? $"Silo {silo} runs only functions of its own assemblies; '{name}' is not one. Wrap it in a function of a deployed assembly."
            : $"Silo {silo} has '{assembly.GetName().Name}' and does not list it for functions. Mark it [assembly: PoolFunctions], name it with --functions, or add it to PoolSiloOptions.Functions.");
    }
}
