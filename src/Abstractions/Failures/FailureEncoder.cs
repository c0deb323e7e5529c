using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansPool.Payloads;

namespace OrleansPool.Failures;

/// <summary>Turns an exception into a <see cref="Failure"/>. Never throws, whatever the exception's own members do.</summary>
internal static class FailureEncoder
{
    /// <summary>Causes deeper than this are described, not encoded.</summary>
    private const int MaxDepth = 32;

    /// <summary>Exceptions within the encoded fields of exceptions, which cannot be followed from here.</summary>
    private const int MaxNesting = 6;

    [ThreadStatic]
    private static int Nesting;

    /// <summary>The failure of an item, a job or a worker, for its caller.</summary>
    public static Failure From(Exception error) => From(error, PayloadSerializer.Shared.Results);

    /// <param name="error">The exception.</param>
    /// <param name="serializer">What the exception's own fields are written with.</param>
    public static Failure From(Exception error, PayloadSerializer serializer)
    {
        if (error is CarriedFailureException carried)
        {
            return carried.Failure;
        }

        if (Nesting == MaxNesting)
        {
            return Describe(error, new FailureBudget(serializer), "exceptions are nested too deeply in it");
        }

        Nesting++;
        try
        {
            return Encode(error, new FailureBudget(serializer), []);
        }
        finally
        {
            Nesting--;
        }
    }

    private static Failure Encode(Exception error, FailureBudget budget, List<Exception> outer)
    {
        if (error is ForeignException foreign)
        {
            return foreign.Failure;
        }

        if (outer.Exists(seen => ReferenceEquals(seen, error)))
        {
            return Describe(error, budget, "its causes form a cycle");
        }

        if (outer.Count == MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Describe(error, budget, "its causes are nested too deeply");
        }

        outer.Add(error);
        try
        {
            return Whole(error, budget, outer);
        }
        catch (Exception unreadable)
        {
            return Describe(error, budget, $"it cannot be read: {unreadable.GetType().Name}");
        }
        finally
        {
            outer.RemoveAt(outer.Count - 1);
        }
    }

    private static Failure Whole(Exception error, FailureBudget budget, List<Exception> outer)
    {
        FailureField[]? fields = null;
        Failure described = Describe(error, budget, null);
        string? reason = null;
        try
        {
            fields = [.. FieldsOf(error, budget, outer)];
        }
        catch (Exception refused)
        {
            reason = refused.Message;
        }

        Exception? inner = error is AggregateException ? null : error.InnerException;
        return new Failure
        {
            TypeName = described.TypeName,
            QualifiedName = PayloadSerializer.Shared.Current.Types.Format(error.GetType()),
            Message = described.Message,
            StoredMessage = ExceptionParts.Message(error) is { } stored ? budget.Cut(stored) : null,
            StackTrace = described.StackTrace,
            HResult = error.HResult,
            Source = Safely(() => error.Source) is { } source ? budget.Cut(source) : null,
            HelpLink = ExceptionParts.HelpLink(error) is { } link ? budget.Cut(link) : null,
            Data = DataOf(error, budget),
            Inner = inner is null ? null : Encode(inner, budget, outer),
            Fields = fields,
            Reason = reason,
        };
    }

    private static Failure Describe(Exception error, FailureBudget budget, string? reason)
    {
        string typeName = error.GetType().FullName ?? error.GetType().Name;
        return new Failure
        {
            TypeName = typeName,
            Message = budget.Cut(Safely(() => error.Message) ?? $"(the Message of this {typeName} cannot be read)"),
            StackTrace = Safely(() => error.StackTrace) is { } stack ? budget.Cut(stack) : null,
            Reason = reason,
        };
    }

    private static IEnumerable<FailureField> FieldsOf(Exception error, FailureBudget budget, List<Exception> outer)
    {
        foreach (FieldInfo field in ExceptionFields.Of(error.GetType()))
        {
            object? value = field.GetValue(error);
            if (value is null || ExceptionFields.IsLeftOut(field))
            {
                continue;
            }

            yield return value switch
            {
                Exception one => Of(field, null, [Encode(one, budget, outer)]),
                Exception?[] many => Of(field, null, [.. many.Select(one => one is null ? null : Encode(one, budget, outer))]),
                _ => Of(field, EncodeValue(field, value, budget), null),
            };
        }
    }

    private static byte[] EncodeValue(FieldInfo field, object value, FailureBudget budget)
    {
        byte[] encoded;
        try
        {
            encoded = budget.Serializer.ToArray(value, field.FieldType);
        }
        catch (Exception refused)
        {
            throw new InvalidDataException($"its field '{FieldNames.InSource(field)}' cannot be sent: {refused.Message}", refused);
        }

        return budget.Take(encoded.Length)
            ? encoded
            : throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"its field '{FieldNames.InSource(field)}' has {encoded.Length} bytes, and a failure may have {FailureBudget.Bytes}"));
    }

    private static FailureField Of(FieldInfo field, byte[]? value, Failure?[]? exceptions) => new()
    {
        DeclaringType = ExceptionFields.NameOf(field.DeclaringType!),
        Name = field.Name,
        Value = value,
        Exceptions = exceptions,
    };

    private static FailureDatum[] DataOf(Exception error, FailureBudget budget) => Safely(() =>
    {
        var data = new List<FailureDatum>();
        foreach (DictionaryEntry entry in error.Data)
        {
            if (entry.Key is string key && entry.Value is { } value && FailureDatum.IsPlain(value)
                && budget.Serializer.ToArray<object>(value) is { } encoded && budget.Take(encoded.Length))
            {
                data.Add(new FailureDatum { Key = key, Value = encoded });
            }
        }

        return data.ToArray();
    }) ?? [];

    private static T? Safely<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception)
        {
            // A user's own getter threw: there is nothing to send in its place.
            return null;
        }
    }
}
