namespace OrleansPool.Benchmarks.Responsiveness;

/// <summary>Answers at once: how long that takes is how responsive the silo is.</summary>
public interface IPingGrain : IGrainWithIntegerKey
{
    /// <summary>Does nothing.</summary>
    Task PingAsync();
}
