using System.Reflection;
using System.Reflection.Emit;
using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;

namespace OrleansPool.CliTests.Functions;

/// <summary>An assembly that refers to another which is not beside it: that one is named.</summary>
public sealed class LackTests
{
    [Theory(Timeout = Bound.Test)]
    [InlineData("Own.Take")]
    [InlineData("Derived.Run")]
    public async Task Assembly_WhoseDependencyIsMissing_SaysWhich(string function)
    {
        using var folder = new TemporaryFolder();
        string missing = $"Missing{Guid.NewGuid():N}";
        string path = Make(folder, missing, $"Lacking{Guid.NewGuid():N}");

        (await CliRun.RunAsync(["map", path, function])).SaidOnly(ToolExit.NoFunction, missing, "where all that it needs is beside it");
        (await CliRun.RunAsync(["map", path, "Own.Plain"], "1\n")).Silently();
    }

    /// <summary>One assembly has a type which the other one's types take and derive from; only the other is written.</summary>
    private static string Make(TemporaryFolder folder, string missing, string name)
    {
        Type needed = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(missing), AssemblyBuilderAccess.Run).DefineDynamicModule(missing).DefineType("Needed", TypeAttributes.Public).CreateType();
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        ModuleBuilder module = assembly.DefineDynamicModule(name);
        TypeBuilder own = module.DefineType("Own", TypeAttributes.Public);
        Add(own, "Take", needed);
        Add(own, "Plain", typeof(int));
        TypeBuilder derived = module.DefineType("Derived", TypeAttributes.Public, needed);
        Add(derived, "Run", typeof(int));
        own.CreateType();
        derived.CreateType();
        assembly.Save(folder.File($"{name}.dll"));
        return folder.File($"{name}.dll");
    }

    private static void Add(TypeBuilder type, string name, Type parameter)
    {
        ILGenerator code = type.DefineMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(int), [parameter]).GetILGenerator();
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Ret);
    }
}
