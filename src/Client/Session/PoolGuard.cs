namespace OrleansPool.Session;

/// <summary>
/// Notices that a pool was dropped: held by what can still use the pool, and by nothing that the pool's own loops, timers and silo hold,
/// so that the garbage collector finds it when nobody is left.
/// </summary>
internal sealed class PoolGuard(PoolLife life)
{
    // The finalizer's thread is shared by the whole process: it only passes the work on.
    ~PoolGuard() => ThreadPool.UnsafeQueueUserWorkItem(static life => _ = life.AbandonAsync(), life, preferLocal: false);

    /// <summary>The pool ends in the way it should.</summary>
    public void Dismiss() => GC.SuppressFinalize(this);
}
