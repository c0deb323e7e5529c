namespace OrleansPool.Callbacks;

/// <summary>Brings a callback into the form in which jobs call it.</summary>
internal static class Normal
{
    public static Func<T, ValueTask>? Form<T>(Action<T>? callback)
    {
        return callback is null ? null : Call;

        ValueTask Call(T value)
        {
            callback(value);
            return ValueTask.CompletedTask;
        }
    }

    public static Func<T, ValueTask>? Form<T>(Func<T, Task>? callback) =>
        callback is null ? null : value => Awaited(callback(value));

    public static Func<T, ValueTask>? FormWithoutValue<T>(Action? callback)
    {
        return callback is null ? null : Call;

        ValueTask Call(T value)
        {
            callback();
            return ValueTask.CompletedTask;
        }
    }

    public static Func<T, ValueTask>? FormWithoutValue<T>(Func<Task>? callback) =>
        callback is null ? null : _ => Awaited(callback());

    // A callback that returns no task at all has nothing to wait for.
    private static ValueTask Awaited(Task? task) => task is null ? ValueTask.CompletedTask : new ValueTask(task);
}
