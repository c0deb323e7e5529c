namespace OrleansPool.FaultFunctions;

/// <summary>Where the pool runs user code on a silo.</summary>
public enum Moment
{
    Decode,
    Run,
    Encode,
}
