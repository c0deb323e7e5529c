using Orleans.Serialization.Session;

namespace OrleansPool.Payloads;

/// <summary>Functions within values: delegates, and objects of F#, whose functions are none. Where they may not be, they are neither written nor read.</summary>
internal static class FunctionValues
{
    private const string FSharpFunction = "Microsoft.FSharp.Core.FSharpFunc`2";

    /// <summary>Whether objects of the type are functions of F#.</summary>
    public static bool IsOfFSharp(Type type)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition().FullName == FSharpFunction)
            {
                return true;
            }
        }

        return false;
    }

    /// <exception cref="NotPortableException">The session is for what silos give to clients.</exception>
    public static void ThrowIfNotWritable(SerializerSession session, Type type)
    {
        if (SessionSerializers.Of(session).Part == PayloadPart.Results)
        {
            throw NotPortableException.Because($"{TypeDisplay.WithArticle(type, isStart: true)} is a function, and a silo may not give functions to its clients.");
        }
    }

    /// <exception cref="InvalidDataException">The session is for what silos give to clients.</exception>
    /// <exception cref="CodeRefusedException">The session is for what is not signed, and functions must be.</exception>
    public static void ThrowIfNotReadable(SerializerSession session, Type type)
    {
        switch (SessionSerializers.Of(session).Part)
        {
            case PayloadPart.Results:
                throw new InvalidDataException($"it holds {TypeDisplay.WithArticle(type)}, and functions are not accepted from a silo.");
            case PayloadPart.Unsigned:
                throw new CodeRefusedException(
                    $"it holds {TypeDisplay.WithArticle(type)}. Functions in items and shared values are not signed, so a silo with CodePolicy.Signed does not take them. "
                    + "Capture them in the job's function, which is signed.");
        }
    }
}
