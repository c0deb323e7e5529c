namespace OrleansPool.BehaviorTests.Types;

/// <summary>What a function captures and what cannot be read in any process but the client's.</summary>
public sealed class DeadlyCapture
{
    /// <summary>The client's process.</summary>
    public int Client { get; init; }
}
