namespace OrleansPool.BehaviorTests.Types;

/// <summary>An exception with data of its own and a constructor that no library can guess.</summary>
public sealed class OrderException(int order, List<string> reasons) : Exception($"order {order} failed")
{
    public int Order { get; } = order;

    public List<string> Reasons { get; } = reasons;
}
