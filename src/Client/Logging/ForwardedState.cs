using System.Collections;
using OrleansPool.Wire;

namespace OrleansPool.Logging;

/// <summary>An entry from a silo as a logger takes it: its message, and the category that it was logged under.</summary>
internal sealed class ForwardedState(LogEntry entry) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 1;

    public KeyValuePair<string, object?> this[int index] =>
        index == 0 ? new("Category", entry.Category) : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => entry.Message;
}
