namespace OrleansPool;

/// <summary>What a failing item does to its job.</summary>
public enum ErrorMode
{
    /// <summary>All items run; then the failure with the lowest index is thrown. As <c>multiprocessing.Pool.map</c> does.</summary>
    WaitForAll,

    /// <summary>The first failure that arrives ends the job at once and cancels what is left of it.</summary>
    FailFast,

    /// <summary>
    /// All items run and nothing is thrown: failed items have <see langword="default"/> in their place and are listed in the outcomes. The one item of
    /// an apply has no such place: its failure is thrown in every mode.
    /// </summary>
    Collect,
}
