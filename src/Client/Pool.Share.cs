using OrleansPool.Payloads;

namespace OrleansPool;

public sealed partial class Pool
{
    /// <summary>Sends a value to each silo once, to be held there for all workers and all jobs of this pool.</summary>
    /// <typeparam name="T">The type of the value: any that an argument may have.</typeparam>
    /// <param name="value">The value; <see langword="null"/> is one. It must not change as long as it is shared.</param>
    /// <param name="cancellationToken">Ends the sending; what has arrived is released.</param>
    /// <returns>
    /// A handle for functions to capture or to take as an argument. The task completes when all silos have the value; a silo that is lost
    /// meanwhile does not hold it up, and silos that join later get the value too.
    /// </returns>
    /// <exception cref="ArgumentNotSerializableException">The value cannot be sent or encoded. A type of which no value can travel is refused at the call.</exception>
    /// <exception cref="PayloadTooLargeException">It has more than <see cref="PoolOptions.MaxSharedBytes"/> when encoded.</exception>
    /// <exception cref="NotSupportedException"><see cref="PoolOptions.Isolation"/> is <see cref="Isolation.Process"/>, or a silo insists on that.</exception>
    /// <exception cref="PoolClosedException">The pool was closed.</exception>
    /// <exception cref="PoolTerminatedException">The pool was terminated.</exception>
    /// <exception cref="PoolTimeoutException">No silo answered for 90 seconds.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <remarks>
    /// The value travels in parts, a few of them at a time, and is not encoded as a whole here. Arrays of elements without
    /// references, and strings, take no more than their own size on a silo; of others the silo holds the encoded parts until all are there,
    /// and then decodes the value once. Sharing a value again makes another copy. Shared values do not count in
    /// <see cref="JobOptions.BufferBytes"/>. Every silo gets the value, whatever <see cref="JobOptions.Labels"/> the jobs that read it ask for:
    /// which those are is not known when the value is shared.
    /// </remarks>
    public Task<Shared<T>> ShareAsync<T>(T value, CancellationToken cancellationToken = default)
    {
        if (_options.Isolation == Isolation.Process)
        {
            throw new NotSupportedException(
                "Shared values are not there yet for workers that are processes (PoolOptions.Isolation is Process). Capture the value, load it in PoolOptions.Initializer, or use Isolation.Thread.");
        }

        TypeCheck.ThrowIfNotPortable(typeof(T), ValueRole.Shared);
        _life.ThrowIfNotRunning();
        return ShareHeldAsync(value, cancellationToken);
    }

    private async Task<Shared<T>> ShareHeldAsync<T>(T value, CancellationToken cancellationToken)
    {
        Shared<T> shared = await _session.Shares.ShareAsync(value, cancellationToken).ConfigureAwait(false);

        // Until here the pool is not dropped, whoever else may have let go of it.
        GC.KeepAlive(Guard);
        return shared;
    }
}
