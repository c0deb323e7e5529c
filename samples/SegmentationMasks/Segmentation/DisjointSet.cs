namespace OrleansPool.Samples.SegmentationMasks.Segmentation;

/// <summary>Union-find over 0 … count-1: union by size, path halving (Tarjan and van Leeuwen, J. ACM 31(2), 1984).</summary>
internal sealed class DisjointSet
{
    private readonly int[] _parents;
    private readonly int[] _sizes;

    public DisjointSet(int count)
    {
        _parents = GC.AllocateUninitializedArray<int>(count);
        _sizes = GC.AllocateUninitializedArray<int>(count);
        for (int i = 0; i < count; i++)
        {
            _parents[i] = i;
        }

        Array.Fill(_sizes, 1);
        SetCount = count;
    }

    public int Count => _parents.Length;

    public int SetCount { get; private set; }

    /// <summary>The element that stands for the set of <paramref name="element"/>.</summary>
    public int Find(int element)
    {
        int[] parents = _parents;
        int parent = parents[element];
        while (parent != element)
        {
            int grandparent = parents[parent];
            parents[element] = grandparent;
            element = grandparent;
            parent = parents[element];
        }

        return element;
    }

    /// <summary>The number of elements in the set that <paramref name="root"/> stands for.</summary>
    public int SizeOf(int root) => _sizes[root];

    /// <summary>Makes one set of the sets that two different roots stand for.</summary>
    /// <returns>The root that stands for both.</returns>
    public int Union(int rootA, int rootB)
    {
        if (_sizes[rootA] < _sizes[rootB])
        {
            (rootA, rootB) = (rootB, rootA);
        }

        _parents[rootB] = rootA;
        _sizes[rootA] += _sizes[rootB];
        SetCount--;
        return rootA;
    }
}
