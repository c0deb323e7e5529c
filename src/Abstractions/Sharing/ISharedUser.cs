namespace OrleansPool.Sharing;

/// <summary>Who sends handles of shared values: a job. What it sends is kept for it until it ends.</summary>
internal interface ISharedUser
{
    string Pool { get; }

    /// <exception cref="SharedReleasedException">The value was released.</exception>
    void Use(ISharedOrigin shared);
}
