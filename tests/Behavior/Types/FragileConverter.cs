namespace OrleansPool.BehaviorTests.Types;

/// <summary>The codec of <see cref="Fragile"/>: user code that the pool runs at four places.</summary>
[RegisterConverter]
public sealed class FragileConverter : IConverter<Fragile, FragileSurrogate>
{
    public FragileSurrogate ConvertToSurrogate(in Fragile value)
    {
        value.Arrive(value.IsResult ? Stage.EncodeResult : Stage.EncodeArgument);
        return new FragileSurrogate
        {
            Index = value.Index,
            FailsAt = value.FailsAt,
            HeldAt = value.HeldAt,
            GateKey = value.GateKey,
            IsResult = value.IsResult,
        };
    }

    public Fragile ConvertFromSurrogate(in FragileSurrogate surrogate)
    {
        var value = new Fragile(surrogate.Index, surrogate.FailsAt, surrogate.HeldAt, surrogate.GateKey, surrogate.IsResult);
        value.Arrive(value.IsResult ? Stage.DecodeResult : Stage.DecodeArgument);
        return value;
    }
}
