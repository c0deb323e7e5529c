namespace OrleansPool.FaultFunctions;

/// <summary>What an item tells of its run.</summary>
/// <param name="Index">The item.</param>
/// <param name="Attempt">Which run of it.</param>
/// <param name="Silo">The silo that ran it.</param>
public sealed record Ran(int Index, int Attempt, string Silo)
{
    public static Ran Now(int index) => new(index, PoolContext.Current.Attempt, PoolContext.Current.Silo);
}
