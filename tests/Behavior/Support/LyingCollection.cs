using System.Collections;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>A collection whose count is not that of its items.</summary>
/// <param name="claimed">The count it gives; null to throw.</param>
/// <param name="items">Its items.</param>
internal sealed class LyingCollection(int? claimed, IEnumerable<int> items) : ICollection<int>
{
    public int Count => claimed ?? throw new InvalidOperationException("No count");

    public bool IsReadOnly => true;

    public IEnumerator<int> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Add(int item) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();

    public bool Contains(int item) => items.Contains(item);

    public void CopyTo(int[] array, int arrayIndex) => throw new NotSupportedException();

    public bool Remove(int item) => throw new NotSupportedException();
}
