namespace OrleansPool.Functions;

/// <summary>A function that returns a task, which is awaited.</summary>
internal abstract class AsyncFunction<TItem, TResult> : PoolFunction<TItem, TResult>
{
    public sealed override bool IsAsync => true;

    public sealed override TResult Invoke(TItem item, CancellationToken token) =>
        throw new InvalidOperationException("The function is asynchronous: call InvokeAsync.");

    /// <summary>The task that the function returned.</summary>
    /// <exception cref="InvalidOperationException">It returned none.</exception>
    protected TTask Returned<TTask>(TTask? task)
        where TTask : Task =>
        task ?? throw new InvalidOperationException(
            $"The function {Target?.Method.DeclaringType?.Name}.{Target?.Method.Name} returned null instead of a {typeof(TTask).Name.Split('`')[0]}. "
            + "Return a task, such as Task.CompletedTask or Task.FromResult(value).");
}
