namespace OrleansPool.FaultFunctions;

/// <summary>What of a <see cref="Deadly"/> travels.</summary>
[GenerateSerializer, Immutable]
public struct DeadlySurrogate
{
    [Id(0)]
    public int Index;

    [Id(1)]
    public Fatality Fatality;

    [Id(2)]
    public Moment Moment;

    [Id(3)]
    public bool IsResult;
}
