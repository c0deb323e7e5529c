using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests.Types;

/// <summary>The codec of <see cref="Witness"/>.</summary>
[RegisterConverter]
public sealed class WitnessConverter : IConverter<Witness, WitnessSurrogate>
{
    public WitnessSurrogate ConvertToSurrogate(in Witness value) => new() { Key = value.Key, Numbers = value.Numbers };

    public Witness ConvertFromSurrogate(in WitnessSurrogate surrogate)
    {
        var copy = new Witness(surrogate.Key, surrogate.Numbers);
        Tally.Note(copy.Key, new WeakReference(copy));
        return copy;
    }
}
