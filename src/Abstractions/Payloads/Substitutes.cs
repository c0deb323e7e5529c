namespace OrleansPool.Payloads;

/// <summary>What to send in the place of types of the framework that people pass and that cannot travel.</summary>
internal static class Substitutes
{
    /// <summary>What to send in the place of values of the type; null when there is nothing to say but that plain data travels.</summary>
    public static Substitute? Of(Type type)
    {
        if (Iterators.IsIterator(type) && !PortableTypes.IsFramework(type))
        {
            return Iterators.IsAsynchronous(type) ? SubstituteTable.AsyncIterator : SubstituteTable.Iterator;
        }

        bool isAsync = HasInterface(type, typeof(IAsyncEnumerable<>));
        if (type.Namespace is { } space && (space == "System.Linq" || space.StartsWith("System.Linq.Parallel", StringComparison.Ordinal)))
        {
            return isAsync ? SubstituteTable.AsyncQuery : SubstituteTable.Query;
        }

        return OfClass(type) ?? (isAsync ? SubstituteTable.AsyncItems : HasInterface(type, typeof(IEnumerable<>)) ? SubstituteTable.Items : OfInterface(type));
    }

    private static Substitute? OfClass(Type type)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (SubstituteTable.ByName.TryGetValue(NameOf(at), out Substitute? found))
            {
                return found;
            }
        }

        return null;
    }

    private static Substitute? OfInterface(Type type) =>
        type.GetInterfaces().Append(type).Select(each => SubstituteTable.ByName.GetValueOrDefault(NameOf(each))).FirstOrDefault(found => found is not null);

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? "";

    private static bool HasInterface(Type type, Type definition) =>
        type.GetInterfaces().Append(type).Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == definition);
}
