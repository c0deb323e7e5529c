using System.Reflection;

namespace OrleansPool.Functions;

/// <summary>A function without parameters that a worker runs in its life: synchronous or not, with a result or without.</summary>
internal sealed class WorkerHook : PoolFunction<ValueTuple, object?>
{
    private readonly Delegate _function;

    public WorkerHook(Delegate function) => _function = function;

    public override bool IsAsync => true;

    public override object? Invoke(ValueTuple item, CancellationToken token) => throw new InvalidOperationException("A worker's function is awaited.");

    public override async ValueTask<object?> InvokeAsync(ValueTuple item, CancellationToken token)
    {
        object? returned = _function.Method.Invoke(_function.Target, BindingFlags.DoNotWrapExceptions, null, Arguments(), null);
        switch (returned)
        {
            case ValueTask task:
                await task;
                return null;
            case Task task:
                await task;
                return ResultOf(task);
            default:
                return returned;
        }
    }

    private static object? ResultOf(Task task)
    {
        object? result = task.GetType().GetProperty(nameof(Task<int>.Result))?.GetValue(task);

        // A task without a result is in truth one of an internal type that says there is none.
        return result?.GetType().FullName == "System.Threading.Tasks.VoidTaskResult" ? null : result;
    }

    // A static method that was bound to its first argument takes it as an argument here.
    private object?[]? Arguments() => _function.Method.IsStatic && _function.Target is { } bound && _function.Method.GetParameters().Length == 1 ? [bound] : null;
}
