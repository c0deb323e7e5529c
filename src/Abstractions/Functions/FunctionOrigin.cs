using System.Reflection;
using OrleansPool.Payloads;

namespace OrleansPool.Functions;

/// <summary>Checks that a function's assembly is here, in the build that the caller runs.</summary>
internal static class FunctionOrigin
{
    public static void ThrowIfNotHere(string assembly, Guid build, IFunctionAssemblies assemblies)
    {
        Assembly? here = assemblies.Find(assembly, build);
        if (here is null)
        {
            throw new FunctionNotFoundException(
                $"{EncodingScope.SiloHere} has no assembly '{assembly}' (build {Short(build)}). Deploy {assembly} with the silo.");
        }

        Guid hereBuild = here.ManifestModule.ModuleVersionId;
        if (hereBuild != build)
        {
            throw new FunctionNotFoundException(
                $"{EncodingScope.SiloHere} has '{assembly}' build {Short(hereBuild)}, this client runs build {Short(build)}. "
                + "Deploy the same build, on the silo and on the client.");
        }
    }

    public static string Short(Guid build) => $"{build:N}"[..8] + "…";
}
