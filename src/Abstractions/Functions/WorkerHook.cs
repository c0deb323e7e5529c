using System.Reflection;
using OrleansPool.Payloads;

namespace OrleansPool.Functions;

/// <summary>
/// A function that a worker runs in its life: without parameters, or with one that takes the worker's state; synchronous or not, with a result
/// or without.
/// </summary>
internal sealed class WorkerHook : LifeFunction
{
    private readonly Delegate _function;

    public WorkerHook(Delegate function) => _function = function;

    public override Delegate Target => _function;

    /// <summary>The parameters that it is called with; what it is bound to is none.</summary>
    public static ReadOnlySpan<ParameterInfo> ParametersOf(Delegate function) =>
        function.Method.GetParameters().AsSpan(IsBoundStatic(function) ? 1 : 0);

    /// <inheritdoc/>
    public override byte[] Encode(object value) => PayloadSerializer.Shared.ToArray(value);

    /// <summary>Runs it. <paramref name="item"/> is the worker's state.</summary>
    public override async ValueTask<object?> InvokeAsync(object? item, CancellationToken token)
    {
        object? returned = _function.Method.Invoke(_function.Target, BindingFlags.DoNotWrapExceptions, null, Arguments(item), null);
        return returned switch
        {
            ValueTask task => await ResultOf(task.AsTask()),
            Task task => await ResultOf(task),
            not null when returned.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>) =>
                await ResultOf((Task)type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null)!),
            _ => returned,
        };
    }

    // A static method that was bound to its first argument takes it as an argument here.
    private static bool IsBoundStatic(Delegate function) => function.Method.IsStatic && function.Target is not null;

    private static async Task<object?> ResultOf(Task task)
    {
        await task;
        object? result = task.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(task);

        // A task without a result is in truth one of an internal type that says there is none.
        return result?.GetType().FullName == "System.Threading.Tasks.VoidTaskResult" ? null : result;
    }

    private object?[] Arguments(object? state)
    {
        object?[] bound = IsBoundStatic(_function) ? [_function.Target] : [];
        if (ParametersOf(_function) is not [{ ParameterType: var wanted }, ..])
        {
            return bound;
        }

        bool fits = state is null ? !wanted.IsValueType || Nullable.GetUnderlyingType(wanted) is not null : wanted.IsInstanceOfType(state);
        return fits
            ? [.. bound, state]
            : throw new InvalidOperationException(
                $"The function takes a {wanted}, and the worker's state is {(state is null ? "not set" : $"a {state.GetType()}")}. "
                + "Return a value of that type from PoolOptions.Initializer.");
    }
}
