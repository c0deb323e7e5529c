namespace OrleansPool.FaultTests.Support;

/// <summary>What happens to the store.</summary>
public enum StoreBlow
{
    /// <summary>SIGSTOP: it takes connections and answers nobody.</summary>
    Freeze,

    /// <summary>kill -9: connections to it are refused.</summary>
    Kill,
}
