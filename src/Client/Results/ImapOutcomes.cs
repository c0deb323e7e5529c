using OrleansPool.Results;

namespace OrleansPool;

/// <summary>The outcomes of an imap, one by one: values and failures alike, none of them thrown.</summary>
/// <typeparam name="T">Type of one result.</typeparam>
/// <remarks>What ends the whole job early, such as a cancel, is thrown. Leaving a loop early cancels the rest of the job.</remarks>
public sealed class ImapOutcomes<T> : IAsyncEnumerable<ItemOutcome<T>>
{
    private readonly ImapReader<T> _reader;

    internal ImapOutcomes(ImapReader<T> reader) => _reader = reader;

    /// <summary>Reads the outcomes asynchronously. Disposing the enumerator before the end cancels the rest of the job.</summary>
    /// <param name="cancellationToken">Ends the waiting for the next outcome.</param>
    /// <returns>An enumerator that goes on where reading stopped.</returns>
    public IAsyncEnumerator<ItemOutcome<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new ImapEnumerator<T, ItemOutcome<T>>(_reader, _reader.OutcomeOf, cancellationToken);

    /// <summary>Reads the outcomes with <c>foreach</c>, which blocks the thread. Leaving the loop early cancels the rest of the job.</summary>
    /// <returns>An enumerator that goes on where reading stopped.</returns>
    public IEnumerator<ItemOutcome<T>> GetEnumerator() =>
        new ImapEnumerator<T, ItemOutcome<T>>(_reader, _reader.OutcomeOf, CancellationToken.None);

    /// <summary>The outcomes as a sequence for LINQ, which blocks the thread while it is read.</summary>
    /// <returns>A sequence that can be read once.</returns>
    public IEnumerable<ItemOutcome<T>> AsEnumerable()
    {
        foreach (ItemOutcome<T> outcome in this)
        {
            yield return outcome;
        }
    }
}
