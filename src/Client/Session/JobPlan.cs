using OrleansPool.Functions;
using OrleansPool.Logging;
using OrleansPool.Packages;
using OrleansPool.Payloads;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>A job that was checked and whose function was encoded, before anything is sent.</summary>
/// <param name="Start">What the cluster is told of it.</param>
/// <param name="Options">Its options.</param>
/// <param name="Results">What reads its results and failures.</param>
/// <param name="Shares">The shared values that its function captures, and where those of its items are added.</param>
internal sealed record JobPlan(JobStart Start, JobOptions Options, PayloadSerializer Results, SharedUses Shares)
{
    public static JobPlan Create<TItem, TResult>(
        PoolFunction function,
        int? chunkSize,
        JobOptions options,
        PoolOptions poolOptions,
        PoolSession session,
        JobKind kind)
    {
        TypeCheck.ThrowIfNotPortable(typeof(TItem), ValueRole.Argument);
        TypeCheck.ThrowIfNotPortable(typeof(TResult), ValueRole.Result);
        var shares = new SharedUses(session.PoolId);
        try
        {
            return Create(function, chunkSize, options, poolOptions, session, kind, shares);
        }
        catch
        {
            shares.End();
            throw;
        }
    }

    private static JobPlan Create(
        PoolFunction function,
        int? chunkSize,
        JobOptions options,
        PoolOptions poolOptions,
        PoolSession session,
        JobKind kind,
        SharedUses shares)
    {
        FunctionBlob blob = FunctionCodec.Encode(function, shares);
        if (blob.Bytes.Length > poolOptions.MaxItemBytes)
        {
            throw new PayloadTooLargeException(
                $"The function with what it captures has {blob.Bytes.Length} bytes; the limit is {poolOptions.MaxItemBytes}. "
                + "Capture less, pass large data as items, or raise PoolOptions.MaxItemBytes.",
                blob.Bytes.Length,
                poolOptions.MaxItemBytes);
        }

        int number = session.NextJobNumber();
        CodeTicket ticket = session.Code.TicketFor(number, function, blob.Bytes);
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
            Code = ticket,
            Verb = kind.Verb,
            FunctionName = FunctionLabel.Of(function),
            Total = kind.Total,
            LeastLogLevel = JobLog.LeastLevelOf(options.Logger),
        };
        return new JobPlan(start, options, session.Readers.Of(function), shares);
    }
}
