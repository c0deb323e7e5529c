namespace OrleansPool.BehaviorTests.Types;

/// <summary>Can be disposed asynchronously only, and takes its time.</summary>
internal sealed class ScopedService : IAsyncDisposable
{
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Where its end is noted.</summary>
    public string? Tally { get; set; }

    public bool IsDisposed { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        IsDisposed = true;
        if (Tally is not null)
        {
            Support.Tally.Note(Tally, Id);
        }
    }
}
