namespace OrleansPool.BehaviorTests.Types;

internal sealed class BrokenService : IDisposable
{
    public int One => 1;

    public void Dispose() => throw new InvalidOperationException("does not like to go");
}
