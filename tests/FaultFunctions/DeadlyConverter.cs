namespace OrleansPool.FaultFunctions;

/// <summary>The codec of <see cref="Deadly"/>: user code that the pool runs while it decodes and encodes.</summary>
[RegisterConverter]
public sealed class DeadlyConverter : IConverter<Deadly, DeadlySurrogate>
{
    public DeadlySurrogate ConvertToSurrogate(in Deadly value)
    {
        value.Arrive(Moment.Encode);
        return new DeadlySurrogate { Index = value.Index, Fatality = value.Fatality, Moment = value.Moment, IsResult = value.IsResult };
    }

    public Deadly ConvertFromSurrogate(in DeadlySurrogate surrogate)
    {
        var value = new Deadly(surrogate.Index, surrogate.Fatality, surrogate.Moment, surrogate.IsResult);
        value.Arrive(Moment.Decode);
        return value;
    }
}
