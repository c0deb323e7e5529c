namespace OrleansPool.BehaviorTests.Types;

/// <summary>What of a <see cref="DeadlyCapture"/> travels.</summary>
[GenerateSerializer, Immutable]
public struct DeadlyCaptureSurrogate
{
    [Id(0)]
    public int Client;
}
