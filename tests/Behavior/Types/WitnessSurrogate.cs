namespace OrleansPool.BehaviorTests.Types;

/// <summary>What of a <see cref="Witness"/> travels.</summary>
[GenerateSerializer, Immutable]
public struct WitnessSurrogate
{
    [Id(0)]
    public string Key;

    [Id(1)]
    public int[] Numbers;
}
