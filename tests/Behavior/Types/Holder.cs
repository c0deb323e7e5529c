namespace OrleansPool.BehaviorTests.Types;

/// <summary>Plain data with a field that may hold anything, so that only the value decides whether it can travel.</summary>
public sealed class Holder(object? content)
{
    public object? Content { get; } = content;
}
