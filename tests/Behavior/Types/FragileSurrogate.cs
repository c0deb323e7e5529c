namespace OrleansPool.BehaviorTests.Types;

/// <summary>What of a <see cref="Fragile"/> travels.</summary>
[GenerateSerializer, Immutable]
public struct FragileSurrogate
{
    [Id(0)]
    public int Index;

    [Id(1)]
    public Stage FailsAt;

    [Id(2)]
    public Stage HeldAt;

    [Id(3)]
    public string GateKey;

    [Id(4)]
    public bool IsResult;
}
