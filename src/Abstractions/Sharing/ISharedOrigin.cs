namespace OrleansPool.Sharing;

/// <summary>A shared value at the client that shares it.</summary>
internal interface ISharedOrigin : IDisposable
{
    SharedId Id { get; }

    /// <exception cref="ObjectDisposedException">It was released.</exception>
    object? Value { get; }

    /// <summary>Keeps the value on the silos until <see cref="LetGo"/>, for a job that was started with it.</summary>
    /// <exception cref="SharedReleasedException">It was released.</exception>
    void Hold();

    void LetGo();
}
