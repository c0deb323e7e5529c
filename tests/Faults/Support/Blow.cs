namespace OrleansPool.FaultTests.Support;

/// <summary>What happens to a silo.</summary>
public enum Blow
{
    /// <summary>kill -9.</summary>
    Kill,

    /// <summary>SIGSTOP: it hangs without dying.</summary>
    Freeze,

    /// <summary>SIGTERM: it drains and leaves.</summary>
    Terminate,
}
