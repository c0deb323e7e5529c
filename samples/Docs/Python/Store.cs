namespace OrleansPool.Samples.Docs.Python;

/// <summary>A service of the silo.</summary>
internal sealed class Store
{
    private int _last;

    public int Save(int value) => _last = value;

    public override string ToString() => $"{_last}";
}
