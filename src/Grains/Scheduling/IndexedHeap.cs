namespace OrleansPool.Scheduling;

/// <summary>A binary heap whose members know their place, so that one whose key changed is moved instead of searched.</summary>
internal sealed class IndexedHeap<T, TOrder>
    where T : class
    where TOrder : struct, IHeapOrder<T>
{
    private T[] _members = new T[4];

    public int Count { get; private set; }

    /// <summary>The members in no particular order.</summary>
    public ArraySegment<T> Members => new(_members, 0, Count);

    public T? First => Count > 0 ? _members[0] : null;

    /// <summary>The best member other than <paramref name="excluded"/>.</summary>
    public T? FirstExcept(T? excluded)
    {
        if (Count == 0 || !ReferenceEquals(_members[0], excluded))
        {
            return First;
        }

        return Count < 2 ? null
            : Count == 2 || TOrder.Before(_members[1], _members[2]) ? _members[1]
            : _members[2];
    }

    /// <summary>Makes the member be in the heap, at the right place, or not be in it.</summary>
    public void Set(T member, bool isMember)
    {
        if (!isMember)
        {
            Remove(member);
        }
        else if (TOrder.Place(member) < 0)
        {
            Add(member);
        }
        else
        {
            Update(member);
        }
    }

    public void Clear()
    {
        for (var i = 0; i < Count; i++)
        {
            TOrder.Place(_members[i]) = -1;
        }

        Array.Clear(_members, 0, Count);
        Count = 0;
    }

    private void Add(T member)
    {
        if (Count == _members.Length)
        {
            Array.Resize(ref _members, Count * 2);
        }

        SiftUp(member, Count++);
    }

    private void Remove(T member)
    {
        var place = TOrder.Place(member);
        if (place < 0)
        {
            return;
        }

        TOrder.Place(member) = -1;
        var last = _members[--Count];
        _members[Count] = null!;
        if (place < Count)
        {
            TOrder.Place(last) = place;
            _members[place] = last;
            Update(last);
        }
    }

    private void Update(T member)
    {
        var place = TOrder.Place(member);
        if (place > 0 && TOrder.Before(member, _members[(place - 1) / 2]))
        {
            SiftUp(member, place);
        }
        else
        {
            SiftDown(member, place);
        }
    }

    private void SiftUp(T member, int place)
    {
        while (place > 0)
        {
            var above = _members[(place - 1) / 2];
            if (!TOrder.Before(member, above))
            {
                break;
            }

            Put(above, place);
            place = (place - 1) / 2;
        }

        Put(member, place);
    }

    private void SiftDown(T member, int place)
    {
        for (var child = (2 * place) + 1; child < Count; child = (2 * place) + 1)
        {
            if (child + 1 < Count && TOrder.Before(_members[child + 1], _members[child]))
            {
                child++;
            }

            if (!TOrder.Before(_members[child], member))
            {
                break;
            }

            Put(_members[child], place);
            place = child;
        }

        Put(member, place);
    }

    private void Put(T member, int place)
    {
        _members[place] = member;
        TOrder.Place(member) = place;
    }
}
