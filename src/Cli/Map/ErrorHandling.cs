namespace OrleansPool.Cli.Map;

/// <summary>What a failed item does to a run.</summary>
internal enum ErrorHandling
{
    /// <summary>Ends it.</summary>
    Fail,

    /// <summary>Is kept in a file; the run goes on.</summary>
    Keep,
}
