using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using OrleansPool.Payloads;

namespace OrleansPool.Failures;

/// <summary>
/// Turns a <see cref="Failure"/> into an exception of its own type when that can be rebuilt completely, else into a
/// <see cref="RemoteException"/>. Never runs a constructor of the type, and throws only where an item or what a function captures is read: if that holds a function which may not run here.
/// </summary>
internal static class FailureDecoder
{
    /// <param name="failure">What was sent.</param>
    /// <param name="serializer">What its parts are read with. Its type must be one that this one may read.</param>
    public static Exception ToException(Failure failure, PayloadSerializer serializer)
    {
        Exception? inner = failure.Inner is null ? null : ToException(failure.Inner, serializer);
        string reason;
        try
        {
            if (failure is { Fields: not null, QualifiedName: not null, Reason: null })
            {
                return Rebuild(failure, inner, serializer);
            }

            reason = failure.Reason ?? "it was not sent whole";
        }
        catch (Exception error) when (error is not CodeRefusedException || serializer.Part == PayloadPart.Results)
        {
            reason = error.Message;
        }

        return Replace(failure, inner, reason);
    }

    private static Exception Rebuild(Failure failure, Exception? inner, PayloadSerializer serializer)
    {
        Type type = FindType(failure.QualifiedName!, serializer);
        var error = (Exception)RuntimeHelpers.GetUninitializedObject(type);
        ExceptionParts.Message(error) = failure.StoredMessage;
        ExceptionParts.Inner(error) = inner;
        ExceptionParts.Source(error) = failure.Source;
        ExceptionParts.HelpLink(error) = failure.HelpLink;
        error.HResult = failure.HResult;
        foreach (FailureField field in failure.Fields!)
        {
            SetField(error, field, serializer);
        }

        if (error is AggregateException { InnerExceptions: [var first, ..] })
        {
            ExceptionParts.Inner(error) = first;
        }

        Finish(error, failure);

        // What a type makes of its fields must work here too: a message that throws would fail later, where nobody expects it.
        _ = error.Message;
        return error;
    }

    private static Type FindType(string name, PayloadSerializer serializer)
    {
        if (!serializer.Current.Types.TryParse(name, out Type type))
        {
            throw new InvalidDataException($"its type '{name}' is not here");
        }

        return typeof(Exception).IsAssignableFrom(type) && !type.IsAbstract && !type.ContainsGenericParameters
            ? type
            : throw new InvalidDataException($"its type '{name}' is not a type of exception here");
    }

    private static void SetField(Exception error, FailureField sent, PayloadSerializer serializer)
    {
        FieldInfo field = ExceptionFields.Find(error.GetType(), sent.DeclaringType, sent.Name)
            ?? throw new InvalidDataException($"its type has no field '{sent.DeclaringType}.{sent.Name}' here");
        object? value = sent.Exceptions is { } exceptions
            ? ExceptionsFor(field, exceptions, serializer)
            : serializer.Deserialize(sent.Value ?? throw new InvalidDataException($"its field '{sent.Name}' has no value"), field.FieldType);
        if (value is not null && !field.FieldType.IsInstanceOfType(value))
        {
            throw new InvalidDataException($"its field '{sent.Name}' takes no {value.GetType()} here");
        }

        field.SetValue(error, value);
    }

    private static object? ExceptionsFor(FieldInfo field, Failure?[] sent, PayloadSerializer serializer)
    {
        if (!field.FieldType.IsArray)
        {
            return sent is [{ } one] ? ToException(one, serializer) : null;
        }

        var exceptions = Array.CreateInstance(field.FieldType.GetElementType()!, sent.Length);
        for (int at = 0; at < sent.Length; at++)
        {
            exceptions.SetValue(sent[at] is { } one ? ToException(one, serializer) : null, at);
        }

        return exceptions;
    }

    private static RemoteException Replace(Failure failure, Exception? inner, string reason)
    {
        var error = new RemoteException(
            $"The function threw {failure.TypeName}: {failure.Message} (It cannot be given as its own type: {reason.TrimEnd('.')}.)",
            inner)
        {
            RemoteType = failure.TypeName,
            RemoteMessage = failure.Message,
            RemoteStackTrace = failure.StackTrace,
            Source = failure.Source,
        };

        // Its own link says more than ours.
        error.HelpLink = failure.HelpLink ?? error.HelpLink;
        AddData(error, failure);
        return error;
    }

    private static void Finish(Exception error, Failure failure)
    {
        AddData(error, failure);
        if (failure.StackTrace is { Length: > 0 } stack)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(error, stack);
        }
    }

    private static void AddData(Exception error, Failure failure)
    {
        foreach (FailureDatum datum in failure.Data)
        {
            error.Data[datum.Key] = Read(datum);
        }
    }

    /// <summary>The value, or what is wrong with it: one that says nothing costs no more than itself.</summary>
    private static object Read(FailureDatum datum)
    {
        try
        {
            object? value = PayloadSerializer.Plain.Deserialize<object>(datum.Value);
            return value is not null && FailureDatum.IsPlain(value) ? value : $"(refused: {value?.GetType().ToString() ?? "nothing"} is no plain value)";
        }
        catch (Exception error)
        {
            return $"(refused: {error.Message})";
        }
    }
}
