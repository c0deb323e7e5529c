using System.Collections;
using OrleansPool.Wire;

namespace OrleansPool.Logging;

/// <summary>An entry from a silo as a logger takes it: its message, the category that it was logged under, and its own values.</summary>
internal sealed class ForwardedState(LogEntry entry) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string Category = "Category";

    // A value of that name is the function's own.
    private readonly int _own = Array.Exists(entry.Values, value => value.Name == Category) ? 0 : 1;

    public int Count => _own + entry.Values.Length;

    public KeyValuePair<string, object?> this[int index] => index < 0 || index >= Count
        ? throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} values.")
        : index < _own ? new(Category, entry.Category) : new(entry.Values[index - _own].Name, entry.Values[index - _own].Value);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => entry.Message;
}
