namespace OrleansPool.FaultFunctions;

/// <summary>Ways in which user code brings its process down, or itself to a standstill.</summary>
public enum Fatality
{
    None,
    Error,
    Exit,
    FailFast,
    StackOverflow,
    EndlessLoop,
    OutOfMemory,

    /// <summary>Native code that writes to where nothing is.</summary>
    NativeCrash,
}
