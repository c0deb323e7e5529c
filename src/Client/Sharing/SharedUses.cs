namespace OrleansPool.Sharing;

/// <summary>The shared values that one job was started with, by its function or by an item: they stay on the silos until the job ends.</summary>
internal sealed class SharedUses(string pool) : ISharedUser
{
    private readonly Lock _gate = new();
    private HashSet<ISharedOrigin>? _used;
    private bool _hasEnded;

    public string Pool => pool;

    public void Use(ISharedOrigin shared)
    {
        lock (_gate)
        {
            // Also for one that the job has already: who disposed the handle does not mean to send it on.
            shared.Hold();
            if (_hasEnded || !(_used ??= []).Add(shared))
            {
                shared.LetGo();
            }
        }
    }

    /// <summary>The job has ended, or was never started.</summary>
    public void End()
    {
        HashSet<ISharedOrigin>? used;
        lock (_gate)
        {
            _hasEnded = true;
            used = _used;
            _used = null;
        }

        foreach (ISharedOrigin shared in used ?? [])
        {
            shared.LetGo();
        }
    }
}
