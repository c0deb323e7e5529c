namespace OrleansPool.BehaviorTests.Types;

internal sealed class SingleService
{
    public Guid Id { get; } = Guid.NewGuid();
}
