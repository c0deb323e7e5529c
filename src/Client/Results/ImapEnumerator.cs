using System.Collections;
using System.Runtime.CompilerServices;
using OrleansPool.Collecting;

namespace OrleansPool.Results;

/// <summary>Enumerates an imap, asynchronously or blocking. After an item that threw it can be moved on.</summary>
internal sealed class ImapEnumerator<T, TView>(ImapReader<T> reader, Func<Taken<T>, TView> view, CancellationToken cancellationToken)
    : IAsyncEnumerator<TView>, IEnumerator<TView>
{
    private bool _isAtEnd;

    public TView Current { get; private set; } = default!;

    object? IEnumerator.Current => Current;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ValueTask<bool> MoveNextAsync()
    {
        if (_isAtEnd)
        {
            return ValueTask.FromResult(false);
        }

        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            TakeStatus status = reader.TryTake(out Taken<T> item);
            return status == TakeStatus.Wait ? new ValueTask<bool>(MoveNextSlowAsync()) : ValueTask.FromResult(Accept(status, item));
        }
        catch (Exception error)
        {
            return ValueTask.FromException<bool>(error);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext()
    {
        if (_isAtEnd)
        {
            return false;
        }

        TakeStatus status = reader.TryTake(out Taken<T> item);
        return status == TakeStatus.Wait ? Waiting.Block(MoveNextSlowAsync()) : Accept(status, item);
    }

    public void Reset() => throw new NotSupportedException("An imap is read once. Call Imap again to run the job anew.");

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        if (!_isAtEnd)
        {
            _isAtEnd = true;
            reader.Leave();
        }
    }

    private async Task<bool> MoveNextSlowAsync()
    {
        while (true)
        {
            await reader.WaitAsync(null, cancellationToken).ConfigureAwait(false);
            TakeStatus status = reader.TryTake(out Taken<T> item);
            if (status != TakeStatus.Wait)
            {
                return Accept(status, item);
            }
        }
    }

    private bool Accept(TakeStatus status, Taken<T> item)
    {
        if (status == TakeStatus.End)
        {
            _isAtEnd = true;
            return false;
        }

        Current = view(item);
        return true;
    }
}
