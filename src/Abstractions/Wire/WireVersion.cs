namespace OrleansPool.Wire;

/// <summary>The version of the messages between pool, coordinator and agents. Both ends must have the same.</summary>
internal static class WireVersion
{
    public const int Current = 4;
}
