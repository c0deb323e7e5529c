using Microsoft.CodeAnalysis;

namespace OrleansPool.Analyzers;

/// <summary>Types in messages, as at run time: framework types with their namespace, user types without.</summary>
internal static class TypeText
{
    private static readonly SymbolDisplayFormat SourceFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.ExpandNullable
            | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    public static string Of(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return $"{Of(array.ElementType)}[{new string(',', array.Rank - 1)}]";
            case INamedTypeSymbol { IsTupleType: true, TupleUnderlyingType: { } tuple } when !SymbolEqualityComparer.Default.Equals(tuple, type):
                return Of(tuple);
            case INamedTypeSymbol named:
                bool isLong = FrameworkTypes.IsFramework(named) && named.ContainingType is null && !named.ContainingNamespace.IsGlobalNamespace;
                string name = isLong ? $"{named.ContainingNamespace.ToDisplayString()}.{named.Name}" : named.Name;
                return named.IsGenericType ? $"{name}<{string.Join(", ", named.TypeArguments.Select(Of))}>" : name;
            default:
                return type.Name;
        }
    }

    public static string WithArticle(ITypeSymbol type, bool isStart = false)
    {
        string name = Of(type);
        string article = "AEIOU".Contains(char.ToUpperInvariant(name[0])) ? "an" : "a";
        return $"{(isStart ? char.ToUpperInvariant(article[0]) + article.Substring(1) : article)} {name}";
    }

    /// <summary>As a C# user writes it.</summary>
    public static string InSource(ITypeSymbol type) => type.ToDisplayString(SourceFormat);
}
