using Microsoft.Extensions.Logging;
using OrleansPool.Sharing;

namespace OrleansPool;

/// <summary>What a function can know about the item that it is running for.</summary>
/// <remarks>Flows with <see langword="async"/> and <see langword="await"/>, as an <see cref="AsyncLocal{T}"/> does.</remarks>
public sealed class PoolContext
{
    private static readonly AsyncLocal<PoolContext?> Ambient = new();

    internal PoolContext(IRunningItem item) => Item = item;

    /// <summary>Gets the context of the function that is running.</summary>
    /// <exception cref="InvalidOperationException">Called outside a function that a pool runs.</exception>
    public static PoolContext Current => Ambient.Value ?? throw new InvalidOperationException(
        "There is no PoolContext here: it exists only inside a function while a pool runs it. "
        + "Read it in the function that you pass to Map, Apply or Imap.");

    /// <summary>Gets whether the caller is inside a function that a pool runs.</summary>
    public static bool IsAvailable => Ambient.Value is not null;

    /// <summary>Gets the identity of the job, the same as <c>AsyncResult.JobId</c> at the caller.</summary>
    public string JobId => Item.JobId;

    /// <summary>Gets the index of the item in the job's input, from 0.</summary>
    public long ItemIndex => Item.ItemIndex;

    /// <summary>Gets which run of the item this is: 1 for the first. One that follows a lost worker counts, and so does one after a failure, as <c>JobOptions.Retry</c> asks for.</summary>
    public int Attempt => Item.Attempt;

    /// <summary>Gets the worker's identity: its silo and its number on that silo.</summary>
    public string WorkerId => Item.WorkerId;

    /// <summary>Gets the name of the silo that runs the item.</summary>
    public string Silo => Item.Silo;

    /// <summary>Gets a token that is cancelled when nobody waits for the result any more: the job was cancelled, the pool ended, or the item's time is up.</summary>
    public CancellationToken CancellationToken => Item.CancellationToken;

    /// <summary>Gets what <c>PoolOptions.Initializer</c> returned for this worker; <see langword="null"/> without one.</summary>
    public object? State => Item.State;

    /// <summary>Gets what the silo registered for dependency injection, in a scope of the item's own.</summary>
    /// <value>
    /// The scope is made at the first use and costs nothing without one. It is disposed when the item has ended, asynchronously where its services
    /// want that: keep nothing of it longer. In <c>PoolOptions.Initializer</c> it is a scope of that one call: keep only singletons of it as state.
    /// </value>
    /// <remarks>
    /// A silo has the services of its host; a local pool those of <c>PoolOptions.ConfigureServices</c>. <c>GetRequiredService</c> throws
    /// <see cref="InvalidOperationException"/> for a service that the silo does not have. A service that throws when it is disposed
    /// is logged at the silo and costs no result.
    /// </remarks>
    public IServiceProvider Services => Item.Services;

    /// <summary>Gets a logger of the silo, under the category <c>OrleansPool.Function</c>.</summary>
    /// <value>
    /// What is logged while an item runs, with this or any other logger of the silo, is in a scope with <c>JobId</c>, <c>JobName</c>,
    /// <c>ItemIndex</c>, <c>Attempt</c>, <c>WorkerId</c> and <c>Silo</c>. It stays at the silo, unless <c>JobOptions.Logger</c> asks for it.
    /// </value>
    public ILogger Logger => Item.Logger;

    /// <summary>Gets the folder with the files that <c>Pool.Package.Include</c> named.</summary>
    /// <value><see langword="null"/> where the function's code did not travel: in a local pool, and on a silo that has its assembly deployed.</value>
    public string? PackageFolder => Item.PackageFolder;

    internal IServiceProvider SiloServices => Item.SiloServices;

    /// <summary>The run that this reads from.</summary>
    internal IRunningItem Item { get; }

    internal static PoolContext? CurrentOrNull => Ambient.Value;

    /// <summary>Gets what <c>PoolOptions.Initializer</c> returned for this worker.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The state.</returns>
    /// <exception cref="InvalidOperationException">The initializer returned nothing, or something of another type.</exception>
    public T GetState<T>() => State is T state ? state : throw new InvalidOperationException(
        $"The state of worker {WorkerId} is {(State is null ? "not set" : $"a {State.GetType()}")}, not a {typeof(T)}. "
        + "Return a value of that type from PoolOptions.Initializer.");

    internal object? FindShared(SharedId id) => Item.FindShared(id);

    internal void CheckMayWait() => Item.CheckMayWait();

    internal IDisposable LendSlot() => Item.LendSlot();

    internal static void Enter(PoolContext? context) => Ambient.Value = context;
}
