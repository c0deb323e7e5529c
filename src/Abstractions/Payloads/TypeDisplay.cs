namespace OrleansPool.Payloads;

/// <summary>Types in messages: framework types with their namespace, user types without.</summary>
internal static class TypeDisplay
{
    public static string Of(Type type)
    {
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        string name = PortableTypes.IsFramework(type) && type.Namespace is { } space && !type.IsNested ? $"{space}.{type.Name}" : Iterators.MethodOf(type) ?? type.Name;
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : name;
    }

    public static string WithArticle(Type type, bool isStart = false)
    {
        if (Iterators.IsIterator(type) && !PortableTypes.IsFramework(type))
        {
            string iterator = Iterators.Describe(type);
            return isStart ? char.ToUpperInvariant(iterator[0]) + iterator[1..] : iterator;
        }

        string name = Of(type);
        string article = "AEIOU".Contains(char.ToUpperInvariant(name[0])) ? "an" : "a";
        return $"{(isStart ? char.ToUpperInvariant(article[0]) + article[1..] : article)} {name}";
    }
}
