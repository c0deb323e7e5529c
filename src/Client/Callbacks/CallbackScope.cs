namespace OrleansPool.Callbacks;

/// <summary>
/// Marks where callbacks and listeners of one job run. What they call must not wait for them to return: neither their job's handle nor the end
/// of its pool.
/// </summary>
internal sealed class CallbackScope(object pool)
{
    private static readonly AsyncLocal<Visit?> Current = new();

    /// <summary>Whether the caller runs in a callback or listener of this job.</summary>
    public bool IsInside => Current.Value?.Scope == this;

    /// <summary>Whether the caller runs in a callback or listener of any job of a pool.</summary>
    public static bool IsInsideOf(object pool) => Current.Value?.Scope?.Pool == pool;

    private object Pool { get; } = pool;

    /// <summary>The caller, and what it starts, is inside until the visit is disposed.</summary>
    public IDisposable Enter() => Current.Value = new Visit(this, Current.Value);

    private sealed class Visit(CallbackScope scope, Visit? outer) : IDisposable
    {
        /// <summary>Null when the visit is over: what a callback started may outlive it, and is then outside.</summary>
        public CallbackScope? Scope { get; private set; } = scope;

        public void Dispose()
        {
            Scope = null;
            Current.Value = outer;
        }
    }
}
