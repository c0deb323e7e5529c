namespace OrleansPool.BehaviorTests.Types;

/// <summary>Plain mutable data.</summary>
public sealed class Box(int value)
{
    public int Value { get; set; } = value;

    public List<int> Items { get; } = [value];
}
