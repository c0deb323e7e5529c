using System.Collections.Concurrent;
using Orleans.Serialization.Codecs;

namespace OrleansPool.Payloads;

/// <summary>Refuses, at the call, item and result types of which no value can ever travel.</summary>
internal static class TypeCheck
{
    // Those that may travel: what was found out once holds, and each job asks.
    private static readonly ConcurrentDictionary<(Type Type, bool IsResult), bool> Portable = new();

    /// <param name="type">The declared type. Interfaces, abstract user types and object pass: their values are looked at one by one.</param>
    /// <param name="role">What its values are to be: arguments, results, or shared.</param>
    /// <exception cref="ArgumentNotSerializableException">No value of the type can be sent as an argument.</exception>
    /// <exception cref="ResultNotSerializableException">No value of the type can be sent as a result.</exception>
    public static void ThrowIfNotPortable(Type type, ValueRole role)
    {
        if (Portable.ContainsKey((type, role == ValueRole.Result)))
        {
            return;
        }

        if (((role == ValueRole.Result ? ReasonAgainstFunctions(type) : null) ?? ReasonAgainst(type)) is { } refused)
        {
            string reason = refused.Advice(role) is not null || refused.IsComplete ? refused.Explain(role) : $"{refused.Problem} {Advice(role)}";
            throw role switch
            {
                ValueRole.Result => new ResultNotSerializableException($"The function's result type cannot be sent back: {reason}"),
                ValueRole.Shared => new ArgumentNotSerializableException($"The value to share cannot be sent: {reason}"),
                _ => new ArgumentNotSerializableException($"The function's argument type cannot be sent: {reason}"),
            };
        }

        if (!type.IsCollectible)
        {
            Portable[(type, role == ValueRole.Result)] = true;
        }
    }

    private static string Advice(ValueRole role) => role == ValueRole.Result
        ? "Return plain data, such as the bytes or a path."
        : $"{Substitute.Verb(role)} plain data, such as a path or an address, and open it inside the function.";

    /// <summary>Why no value of the type is accepted from a silo, or null.</summary>
    private static NotPortableException? ReasonAgainstFunctions(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return NotPortableException.Because(
                $"{TypeDisplay.WithArticle(type, isStart: true)} is a function, and a silo may not give functions to its clients.");
        }

        return type.HasElementType ? ReasonAgainstFunctions(type.GetElementType()!)
            : PortableTypes.IsFramework(type) ? type.GetGenericArguments().Select(ReasonAgainstFunctions).FirstOrDefault(reason => reason is not null)
            : null;
    }

    /// <summary>Why no value of the type can travel, or null.</summary>
    private static NotPortableException? ReasonAgainst(Type type)
    {
        if (PortableTypes.IsPointer(type))
        {
            return NotPortableException.Because(
                $"{TypeDisplay.WithArticle(type, isStart: true)} is a pointer or handle, which means nothing in another process. "
                + "Send what it points to as plain data.");
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
                ? NotPortableException.Value(type)
                : null;
        }

        return RawLayout.IsRaw(type) ? null : ReasonAgainstCodec(type) ?? ReasonAgainstArguments(type);
    }

    private static NotPortableException? ReasonAgainstArguments(Type type) => type.IsGenericType && PortableTypes.IsFramework(type)
        ? type.GetGenericArguments().Select(ReasonAgainst).FirstOrDefault(reason => reason is not null)
        : null;

    private static NotPortableException? ReasonAgainstCodec(Type type)
    {
        try
        {
            IFieldCodec? codec = PayloadSerializer.Shared.Current.Codecs.TryGetCodec(type);
            return codec is null or RefusingCodec ? NotPortableException.Value(type) : null;
        }
        catch (NotPortableException refused)
        {
            return refused;
        }
    }
}
