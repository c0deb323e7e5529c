using Orleans.Serialization.Codecs;

namespace OrleansPool.Payloads;

/// <summary>Refuses, at the call, item and result types of which no value can ever travel.</summary>
internal static class TypeCheck
{
    /// <param name="type">The declared type. Interfaces, abstract user types and object pass: their values are looked at one by one.</param>
    /// <param name="role">"argument", "result" or "shared value".</param>
    /// <exception cref="ArgumentNotSerializableException">No value of the type can be sent as an argument.</exception>
    /// <exception cref="ResultNotSerializableException">No value of the type can be sent as a result.</exception>
    public static void ThrowIfNotPortable(Type type, string role)
    {
        if (((role == "result" ? ReasonAgainstFunctions(type) : null) ?? ReasonAgainst(type)) is { } reason)
        {
            throw role switch
            {
                "result" => new ResultNotSerializableException(
                    $"The function's result type cannot be sent back: {reason} Return plain data, such as the bytes or a path."),
                "shared value" => new ArgumentNotSerializableException(
                    $"The value to share cannot be sent: {reason} Share plain data, such as a path or an address, and open it inside the function."),
                _ => new ArgumentNotSerializableException(
                    $"The function's {role} type cannot be sent: {reason} Pass plain data, such as a path or an address, and open it inside the function."),
            };
        }
    }

    /// <summary>Why no value of the type is accepted from a silo, or null.</summary>
    private static string? ReasonAgainstFunctions(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return $"{TypeDisplay.WithArticle(type, isStart: true)} is a function, and a silo may not give functions to its clients.";
        }

        return type.HasElementType ? ReasonAgainstFunctions(type.GetElementType()!)
            : PortableTypes.IsFramework(type) ? type.GetGenericArguments().Select(ReasonAgainstFunctions).FirstOrDefault(reason => reason is not null)
            : null;
    }

    /// <summary>Why no value of the type can travel, or null.</summary>
    private static string? ReasonAgainst(Type type)
    {
        if (PortableTypes.IsPointer(type))
        {
            return $"{TypeDisplay.WithArticle(type, isStart: true)} is a pointer or handle, which means nothing in another process.";
        }

        if (type.HasElementType)
        {
            return ReasonAgainst(type.GetElementType()!);
        }

        if (type.IsInterface || type == typeof(object))
        {
            return ReasonAgainstArguments(type);
        }

        if (type.IsAbstract)
        {
            return PortableTypes.IsFramework(type) && typeof(IDisposable).IsAssignableFrom(type)
                ? NotPortableException.Value(type).Message
                : null;
        }

        return RawLayout.IsRaw(type) ? null : ReasonAgainstCodec(type) ?? ReasonAgainstArguments(type);
    }

    private static string? ReasonAgainstArguments(Type type) => type.IsGenericType && PortableTypes.IsFramework(type)
        ? type.GetGenericArguments().Select(ReasonAgainst).FirstOrDefault(reason => reason is not null)
        : null;

    private static string? ReasonAgainstCodec(Type type)
    {
        try
        {
            IFieldCodec? codec = PayloadSerializer.Shared.Current.Codecs.TryGetCodec(type);
            return codec is null or RefusingCodec ? NotPortableException.Value(type).Message : null;
        }
        catch (NotPortableException refused)
        {
            return refused.Message;
        }
    }
}
