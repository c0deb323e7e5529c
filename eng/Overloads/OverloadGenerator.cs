using Microsoft.CodeAnalysis;
using OrleansPool.Overloads.Calls;
using OrleansPool.Overloads.Text;
using OrleansPool.Overloads.Verbs;

namespace OrleansPool.Overloads;

/// <summary>Writes the arity classes of OrleansPool.Abstractions and the verbs of OrleansPool.Client.</summary>
/// <remarks>
/// The text depends on the name of the compilation only, so it is written once and kept while a user of an editor types.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class OverloadGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName);
        context.RegisterSourceOutput(assembly, static (output, name) => Write(output, name));
    }

    private static void Write(SourceProductionContext output, string? assembly)
    {
        if (assembly == "OrleansPool.Abstractions")
        {
            output.AddSource("Functions.Calls.g.cs", CallClasses.Write());
        }
        else if (assembly == "OrleansPool.Client")
        {
            output.AddSource("Binding.Bind.g.cs", BindClass.Write());
            foreach (var verb in VerbList())
            {
                output.AddSource($"Pool.{verb.Name}.g.cs", PoolFile.Write(verb));
            }
        }
    }

    private static Verb[] VerbList() =>
    [
        new ApplyVerb(),
        new ApplyAsyncVerb(),
        new MapVerb(),
        new MapAsyncVerb(),
        new StarMapVerb(),
        new StarMapAsyncVerb(),
        new ImapVerb("Imap", ordered: true),
        new ImapVerb("ImapUnordered", ordered: false),
        new ForEachVerb(),
        new ForEachAsyncVerb(),
    ];
}
