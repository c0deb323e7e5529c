namespace OrleansPool.Samples.Docs.Python;

/// <summary>Takes long to load.</summary>
internal sealed class Model
{
    private readonly int _offset;

    private Model(int offset) => _offset = offset;

    public static Model Load(string path) => new(path.Length);

    public int Score(int x) => x + _offset;
}
