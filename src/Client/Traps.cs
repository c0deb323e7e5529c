using System.Runtime.CompilerServices;

namespace OrleansPool;

/// <summary>Refuses, at the call, what compiles and could only go wrong later.</summary>
internal static class Traps
{
    public static void ThrowIfNull(object? function) => ArgumentNullException.ThrowIfNull(function);

    public static void ThrowIfNull(object? function, object? items, [CallerArgumentExpression(nameof(items))] string? itemsName = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(items, itemsName);
    }

    /// <summary>A task or a handle cannot travel. A pool awaits the function's own task, but not one that is its result.</summary>
    public static void ThrowIfTaskResult(Type result)
    {
        if (IsTask(result))
        {
            throw new ArgumentException(
                $"The function's result type is {TypeNames.Of(result)}, which cannot be sent back. {Advice(result)}",
                "function");
        }
    }

    /// <summary>A token as an argument would arrive as a copy that nobody signals.</summary>
    public static void ThrowIfTokenArgument(Type argument)
    {
        if (argument == typeof(CancellationToken))
        {
            throw new ArgumentException(
                "A CancellationToken is passed as an argument of the function, where it would arrive as a copy that is never signalled. "
                + "Leave it out of the arguments: a function whose last parameter is a CancellationToken is given one by the pool. "
                + "To be able to cancel the call, pass yours by name: cancellationToken: token.",
                "function");
        }
    }

    private static bool IsTask(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || typeof(AsyncResult).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static string Advice(Type result)
    {
        if (typeof(AsyncResult).IsAssignableFrom(result))
        {
            return "It is the handle of a job, not the job's result: await it in the function, as in async x => await pool.MapAsync(...).";
        }

        return result.IsGenericType
            ? $"Name the awaited type {TypeNames.Of(result.GetGenericArguments()[0])} as the type argument, or leave the type arguments "
                + "out, and the pool awaits the task; a function that returns a task of a task must await the inner one itself: "
                + "async x => await F(x)."
            : "It has no result to collect: use ForEachAsync for many items or ApplyAsync for one call, without type arguments.";
    }
}
