using OrleansPool.Functions;
using OrleansPool.Logging;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>A job that was checked and whose function was encoded, before anything is sent.</summary>
internal sealed record JobPlan(JobStart Start, JobOptions Options)
{
    public static JobPlan Create<TItem, TResult>(
        PoolFunction function,
        int? chunkSize,
        JobOptions options,
        PoolOptions poolOptions,
        PoolSession session)
    {
        TypeCheck.ThrowIfNotPortable(typeof(TItem), "argument");
        TypeCheck.ThrowIfNotPortable(typeof(TResult), "result");
        FunctionBlob blob = FunctionCodec.Encode(function);
        if (blob.Bytes.Length > poolOptions.MaxItemBytes)
        {
            throw new PayloadTooLargeException(
                $"The function with what it captures has {blob.Bytes.Length} bytes; the limit is {poolOptions.MaxItemBytes}. "
                + "Capture less, pass large data as items, or raise PoolOptions.MaxItemBytes.",
                blob.Bytes.Length,
                poolOptions.MaxItemBytes);
        }

        int number = session.NextJobNumber();
        var start = new JobStart
        {
            Job = number,
            Id = $"{session.PoolId[..8]}-{number}",
            Name = options.Name,
            Function = blob.Bytes,
            ChunkSize = chunkSize,
            MaxAttempts = options.MaxAttempts,
            Priority = options.Priority,
            MaxItemBytes = poolOptions.MaxItemBytes,
            ItemTimeout = options.ItemTimeout,
            ItemTimeoutGrace = options.ItemTimeoutGrace,
            Weight = options.Weight,
            MaxWorkers = options.MaxWorkers,
            Labels = options.Labels.Count == 0 ? null : new(options.Labels),
            LeastLogLevel = JobLog.LeastLevelOf(options.Logger),
        };
        return new JobPlan(start, options);
    }
}
