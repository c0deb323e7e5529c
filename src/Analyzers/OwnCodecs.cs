using Microsoft.CodeAnalysis;

namespace OrleansPool.Analyzers;

/// <summary>The types that have a codec of the user: marked themselves, or named by a converter or serializer of this project or of one that it refers to.</summary>
/// <remarks>The assemblies are looked through only when a type would be reported.</remarks>
internal sealed class OwnCodecs
{
    private static readonly HashSet<string> Marks = ["RegisterConverterAttribute", "RegisterSerializerAttribute"];
    private static readonly HashSet<string> Contracts = ["IConverter", "IFieldCodec", "IBaseCodec", "IValueSerializer"];

    private readonly Lazy<HashSet<ISymbol>> _registered;

    public OwnCodecs(Compilation compilation) => _registered = new(() => Registered(compilation));

    public bool Has(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "GenerateSerializerAttribute") || _registered.Value.Contains(type.OriginalDefinition);

    private static HashSet<ISymbol> Registered(Compilation compilation)
    {
        HashSet<ISymbol> found = new(SymbolEqualityComparer.Default);
        var assemblies = compilation.SourceModule.ReferencedAssemblySymbols
            .Where(each => !FrameworkTypes.IsFrameworkAssembly(each) && each.Modules.Any(module => module.ReferencedAssemblies.Any(name => name.Name.StartsWith("Orleans", StringComparison.Ordinal))));
        foreach (var type in assemblies.Prepend(compilation.Assembly).SelectMany(each => TypesIn(each.GlobalNamespace)))
        {
            if (type.GetAttributes().Any(attribute => Marks.Contains(attribute.AttributeClass?.Name ?? "")))
            {
                found.UnionWith(type.AllInterfaces.Where(each => Contracts.Contains(each.Name) && each.TypeArguments.Length > 0).Select(each => each.TypeArguments[0].OriginalDefinition));
            }
        }

        return found;
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => TypesIn(inner),
        INamedTypeSymbol type => TypesIn(type).Prepend(type),
        _ => [],
    });
}
