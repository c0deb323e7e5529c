namespace OrleansPool.Scheduling;

/// <summary>The least loaded silo first.</summary>
internal readonly struct LoadOrder : IHeapOrder<SiloState>
{
    public static bool Before(SiloState one, SiloState other) =>
        one.Load < other.Load || (one.Load == other.Load && one.Ordinal < other.Ordinal);

    public static ref int Place(SiloState member) => ref member.LoadPlace;
}

/// <summary>The silo with the fewest suspects first: when it is lost, few are under suspicion together.</summary>
internal readonly struct SuspectOrder : IHeapOrder<SiloState>
{
    public static bool Before(SiloState one, SiloState other) =>
        one.Suspects < other.Suspects || (one.Suspects == other.Suspects && LoadOrder.Before(one, other));

    public static ref int Place(SiloState member) => ref member.SuspectPlace;
}
