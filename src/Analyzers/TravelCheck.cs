using Microsoft.CodeAnalysis;

namespace OrleansPool.Analyzers;

/// <summary>Whether values of a type can travel. What depends on the value and not on its type passes: that is refused at run time.</summary>
/// <param name="codecs">Types with a codec of the user, which travel whatever they hold.</param>
internal sealed class TravelCheck(OwnCodecs codecs)
{
    private const int MaxDepth = 8;

    /// <summary>Why a captured value cannot travel, with all that it holds; or null.</summary>
    public Problem? OfValue(ITypeSymbol type) => OfValue(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default), 0);

    /// <summary>Why no value of a declared type of arguments, results or shared values can travel; or null.</summary>
    public Problem? OfDeclared(ITypeSymbol type)
    {
        if (IsPointer(type))
        {
            return Problem.Because(
                $"{TypeText.WithArticle(type, isStart: true)} is a pointer or handle, which means nothing in another process. "
                + "Send what it points to as plain data.");
        }

        if (type is IArrayTypeSymbol array)
        {
            return OfDeclared(array.ElementType);
        }

        if (type is not INamedTypeSymbol { TypeKind: not TypeKind.Error } named)
        {
            return null;
        }

        bool isFramework = FrameworkTypes.IsFramework(type);
        if (named.TypeKind is TypeKind.Interface or TypeKind.Enum || named.SpecialType == SpecialType.System_Object)
        {
            return isFramework ? OfArguments(named) : null;
        }

        if (isFramework)
        {
            bool isDisposable = named.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_IDisposable);
            return FrameworkTypes.IsRefused(type) && (!named.IsAbstract || isDisposable) && !codecs.Has(named) ? Problem.Value(type) : OfArguments(named);
        }

        return named.IsAbstract || (OfBase(named) ?? PointerOf(named)) is not { } problem || codecs.Has(named) ? null : problem;
    }

    private Problem? OfArguments(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Delegate ? null : type.TypeArguments.Select(OfDeclared).FirstOrDefault(problem => problem is not null);

    private Problem? OfValue(ITypeSymbol type, HashSet<ITypeSymbol> seen, int depth)
    {
        if (type is IArrayTypeSymbol array)
        {
            return OfValue(array.ElementType, seen, depth);
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } named || depth > MaxDepth || !seen.Add(type))
        {
            return null;
        }

        if (FrameworkTypes.IsFramework(type))
        {
            return FrameworkTypes.IsRefused(type) && !codecs.Has(named)
                ? Problem.Value(type)
                : named.TypeArguments.Select(each => OfValue(each, seen, depth + 1)).FirstOrDefault(problem => problem is not null);
        }

        return named.TypeKind == TypeKind.Interface || (OfBase(named) ?? OfFields(named, seen, depth)) is not { } problem || codecs.Has(named) ? null : problem;
    }

    private Problem? OfFields(INamedTypeSymbol type, HashSet<ITypeSymbol> seen, int depth)
    {
        foreach (var level in Levels(type))
        {
            foreach (var field in level.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst))
            {
                // A field that may be null often is: its value is looked at when there is one.
                string name = NameOf(field);
                bool mayBeNull = field.NullableAnnotation == NullableAnnotation.Annotated;
                var problem = Pointer(field, name) ?? (mayBeNull ? null : OfValue(field.Type, seen, depth + 1)?.In(name));
                if (problem is not null)
                {
                    return problem;
                }
            }
        }

        return null;
    }

    /// <summary>The name in the source: of the property that it is behind, or of the parameter of a primary constructor.</summary>
    private static string NameOf(IFieldSymbol field)
    {
        string name = field.AssociatedSymbol?.Name ?? field.Name;
        int end = name.IndexOf('>');
        return name[0] == '<' && end > 1 ? name.Substring(1, end - 1) : name;
    }

    private static Problem? PointerOf(INamedTypeSymbol type) => Levels(type)
        .SelectMany(level => level.GetMembers().OfType<IFieldSymbol>())
        .Where(field => !field.IsStatic && !field.IsConst)
        .Select(field => Pointer(field, NameOf(field)))
        .FirstOrDefault(problem => problem is not null);

    private static Problem? Pointer(IFieldSymbol field, string name) => !IsPointer(field.Type) ? null : Problem.Because(
        $"Field '{TypeText.Of(field.ContainingType)}.{name}' is {TypeText.WithArticle(field.Type)} (pointer, handle or ref-like) and cannot be sent. "
        + "Send what it points to as plain data.");

    private static Problem? OfBase(INamedTypeSymbol type)
    {
        if (FrameworkTypes.StatefulBaseOf(type) is not { } stateful)
        {
            return null;
        }

        return FrameworkTypes.SubstituteFor(type) is not null ? Problem.Value(type) : Problem.Because(
            $"Type '{TypeText.Of(type)}' cannot be sent: it derives from '{TypeText.Of(stateful)}', whose private state is not portable. "
            + "Give it [GenerateSerializer] and a surrogate, or send plain data.");
    }

    /// <summary>The type with its bases of user code, outermost base first, as their fields are sent.</summary>
    private static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? at = type; at is not null && !FrameworkTypes.IsFramework(at); at = at.BaseType)
        {
            levels.Push(at);
        }

        return levels;
    }

    private static bool IsPointer(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer
        || type.IsRefLikeType
        || type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
}
