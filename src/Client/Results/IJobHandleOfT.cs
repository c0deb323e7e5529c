namespace OrleansPool.Results;

/// <summary>A job with an outcome.</summary>
internal interface IJobHandle<TOutcome> : IJobHandle
{
    new Task<TOutcome> Ready { get; }
}
