using OrleansPool.Sharing;

namespace OrleansPool;

/// <summary>
/// A small handle for a value that was sent to each silo once with <c>pool.ShareAsync(value)</c>. Functions capture it or take it as an
/// argument, also inside tuples, collections and plain types, and read <see cref="Value"/>.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>
/// <para>A silo holds one copy, for all its workers and all jobs of the pool together. Never change the value, neither here nor in a
/// function: others read the same object, and a silo that joins later gets it as it is here then.</para>
/// <para>Thread-safe. The value is released when the handle is disposed and the jobs that were started with it have ended; and when the pool
/// is closed, terminated or lost. Memory: the client keeps its own value until then, each silo keeps one copy.</para>
/// </remarks>
public sealed class Shared<T> : IDisposable, IAsyncDisposable
{
    private readonly ISharedOrigin? _origin;
    private volatile bool _isFound;
    private T _value = default!;

    internal Shared(SharedId id, ISharedOrigin? origin = null)
    {
        Id = id;
        _origin = origin;
    }

    /// <summary>Gets the value: in a function the silo's copy, at the client the object that was shared. Do not change it.</summary>
    /// <exception cref="ObjectDisposedException">The handle was disposed, or its pool has ended.</exception>
    /// <exception cref="PoolTimeoutException">
    /// In a function: the value is not on the silo yet and nothing of it has arrived for 60 seconds. As long as parts arrive, reading waits.
    /// </exception>
    /// <exception cref="OperationCanceledException">In a function: the job ended while it waited for the value.</exception>
    /// <exception cref="ArgumentNotSerializableException">In a function: the value arrived and could not be decoded.</exception>
    /// <exception cref="InvalidOperationException">Read neither in a function nor in the process that shared the value.</exception>
    public T Value => _isFound ? _value : Find();

    internal SharedId Id { get; }

    internal ISharedOrigin? Origin => _origin;

    /// <summary>
    /// Releases the value, here and on all silos, once the jobs that were started with it have ended. A job that is started with the handle
    /// after this throws <see cref="ObjectDisposedException"/>. Calling it again does nothing; in a function it does nothing.
    /// </summary>
    public void Dispose()
    {
        if (!PoolContext.IsAvailable || _origin is not null)
        {
            (_origin ?? SharedOrigins.Find(Id))?.Dispose();
        }
    }

    /// <summary>Does the same as <see cref="Dispose"/>; it does not wait for the silos.</summary>
    /// <returns>A task that is complete.</returns>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Names the value in messages.</summary>
    /// <returns>Its number and its pool.</returns>
    public override string ToString() => Id.ToString();

    private T Find()
    {
        if (_origin is not null)
        {
            return (T)_origin.Value!;
        }

        if (PoolContext.CurrentOrNull is { } context)
        {
            // The handle of a function keeps what it found: reading again costs nothing, and the value lives as long as the function.
            _value = (T)context.FindShared(Id)!;
            _isFound = true;
            return _value;
        }

        ISharedOrigin origin = SharedOrigins.Find(Id) ?? throw new InvalidOperationException(
            $"{Id} is not here: it was released, or another process shares it. Read Value in a function of that pool, or in the process that called ShareAsync.");
        return (T)origin.Value!;
    }
}
