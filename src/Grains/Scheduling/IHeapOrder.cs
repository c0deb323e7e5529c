namespace OrleansPool.Scheduling;

/// <summary>How an <see cref="IndexedHeap{T, TOrder}"/> orders its members and where each keeps its place.</summary>
internal interface IHeapOrder<T>
    where T : class
{
    static abstract bool Before(T one, T other);

    /// <summary>The member's place in the heap, or -1. The heap writes it.</summary>
    static abstract ref int Place(T member);
}
