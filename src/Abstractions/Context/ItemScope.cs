using System.Collections;

namespace OrleansPool;

/// <summary>
/// The scope of what is logged while items run. It says which item when it is read, so that one scope serves all items that run one after
/// another and none of them pays for it.
/// </summary>
internal sealed class ItemScope(Func<IItemIdentity?> now) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private static readonly (string Name, Func<IItemIdentity, object?> Of)[] Values =
    [
        ("JobId", item => item.JobId),
        ("JobName", item => item.JobName),
        ("ItemIndex", item => item.ItemIndex),
        ("Attempt", item => item.Attempt),
        ("WorkerId", item => item.WorkerId),
        ("Silo", item => item.Silo),
    ];

    public int Count => now() is null ? 0 : Values.Length;

    public KeyValuePair<string, object?> this[int index] => new(Values[index].Name, now() is { } item ? Values[index].Of(item) : null);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => now() is { } item
        ? $"job {item.JobId}{(item.JobName is null ? "" : $" ({item.JobName})")}, item {item.ItemIndex}, attempt {item.Attempt}, worker {item.WorkerId}"
        : "no item";
}
