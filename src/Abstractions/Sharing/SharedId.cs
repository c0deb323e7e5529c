namespace OrleansPool.Sharing;

/// <summary>Names a shared value in the whole cluster: its pool, and its number there.</summary>
internal readonly record struct SharedId(string Pool, int Number)
{
    private const int ShownDigits = 8;

    public override string ToString() => $"Shared value {Number} of pool {Pool[..Math.Min(Pool.Length, ShownDigits)]}";
}
