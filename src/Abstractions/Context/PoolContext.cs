namespace OrleansPool;

/// <summary>What a function can know about the item that it is running for.</summary>
/// <remarks>Flows with <see langword="async"/> and <see langword="await"/>, as an <see cref="AsyncLocal{T}"/> does.</remarks>
public sealed class PoolContext
{
    private static readonly AsyncLocal<PoolContext?> Ambient = new();

    private readonly IRunningItem _item;

    internal PoolContext(IRunningItem item) => _item = item;

    /// <summary>Gets the context of the function that is running.</summary>
    /// <exception cref="InvalidOperationException">Called outside a function that a pool runs.</exception>
    public static PoolContext Current => Ambient.Value ?? throw new InvalidOperationException(
        "There is no PoolContext here: it exists only inside a function while a pool runs it. "
        + "Read it in the function that you pass to Map, Apply or Imap.");

    /// <summary>Gets whether the caller is inside a function that a pool runs.</summary>
    public static bool IsAvailable => Ambient.Value is not null;

    /// <summary>Gets the identity of the job, the same as <c>AsyncResult.JobId</c> at the caller.</summary>
    public string JobId => _item.JobId;

    /// <summary>Gets the index of the item in the job's input, from 0.</summary>
    public long ItemIndex => _item.ItemIndex;

    /// <summary>Gets which run of the item this is: 1 for the first, more after a worker was lost while it ran the item.</summary>
    public int Attempt => _item.Attempt;

    /// <summary>Gets the worker's identity: its silo and its number on that silo.</summary>
    public string WorkerId => _item.WorkerId;

    /// <summary>Gets the name of the silo that runs the item.</summary>
    public string Silo => _item.Silo;

    /// <summary>Gets a token that is cancelled when nobody waits for the result any more: the job was cancelled, the pool ended, or the item's time is up.</summary>
    public CancellationToken CancellationToken => _item.CancellationToken;

    /// <summary>Gets what <c>PoolOptions.Initializer</c> returned for this worker; <see langword="null"/> without one.</summary>
    public object? State => _item.State;

    internal IServiceProvider Services => _item.Services;

    internal static PoolContext? CurrentOrNull => Ambient.Value;

    /// <summary>Gets what <c>PoolOptions.Initializer</c> returned for this worker.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The state.</returns>
    /// <exception cref="InvalidOperationException">The initializer returned nothing, or something of another type.</exception>
    public T GetState<T>() => State is T state ? state : throw new InvalidOperationException(
        $"The state of worker {WorkerId} is {(State is null ? "not set" : $"a {State.GetType()}")}, not a {typeof(T)}. "
        + "Return a value of that type from PoolOptions.Initializer.");

    internal IDisposable LendSlot() => _item.LendSlot();

    internal static void Enter(PoolContext? context) => Ambient.Value = context;
}
