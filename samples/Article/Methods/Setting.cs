namespace OrleansPool.Samples.Article.Methods;

/// <summary>What each method is given: the pool, the function and its arguments.</summary>
internal sealed class Setting(Pool pool, TimeSpan delay, int calls, CancellationToken cancellationToken)
{
    public Pool Pool => pool;

    public TimeSpan Delay => delay;

    public SlowFunction Slow { get; } = new(delay);

    public int[] Numbers { get; } = [.. Enumerable.Range(0, calls)];

    public (int Left, int Right)[] Pairs { get; } = [.. Enumerable.Range(0, calls).Select(number => (number, number + 1))];

    public CancellationToken Token => cancellationToken;
}
