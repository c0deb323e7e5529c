namespace OrleansPool.BehaviorTests.Support;

/// <summary>Tests of what the garbage collector finds, which is one for all tests of this process: none runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
