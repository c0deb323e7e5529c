namespace OrleansPool.Samples.Article.Methods;

/// <summary>How a method runs its calls and gives back their results.</summary>
internal enum CallOrder
{
    /// <summary>Each call waits for the one before.</summary>
    OneByOne,

    /// <summary>All workers at once; results in the order of the input.</summary>
    Parallel,

    /// <summary>All workers at once; results as they finish.</summary>
    Unordered,
}
