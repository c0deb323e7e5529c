using OrleansPool.Agents;
using OrleansPool.Functions;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>Runs a worker's functions in this process.</summary>
internal sealed class ThreadHost(WorkerTable table) : IWorkerHost
{
    public object? State { get; private set; }

    public bool IsProcess => false;

    public bool IsLost => false;

    public string? Cause => null;

    public Task OpenAsync(WorkerLife worker) => Task.CompletedTask;

    public async Task InitializeAsync(WorkerLife worker, CancellationToken token, Func<IDisposable> lendSlot)
    {
        object? state = await InvokeAsync(table.Rules.Initializer, new HookContext(worker, table, token, lendSlot), token);
        if (!token.IsCancellationRequested)
        {
            State = state;
        }
    }

    public LeaseRun MakeRun(LeasePart part, WorkerLife worker, TimeProvider time) =>
        part.Job.FunctionOf(worker.Slot, worker).Accept(new RunFactory(part, worker, time));

    public async Task<ReadOnlyMemory<byte>> FinalizeAsync(WorkerLife worker, CancellationToken token) =>
        Encode(worker, await InvokeAsync(table.Rules.Finalizer, new HookContext(worker, table, token, null), token));

    public void Close(string cause)
    {
        // Threads cannot be ended; they go back to the silo.
    }

    private static async Task<object?> InvokeAsync(ReadOnlyMemory<byte> function, HookContext context, CancellationToken token)
    {
        await using (context)
        {
            PoolContext.Enter(new PoolContext(context));
            var hook = (WorkerHook)FunctionCodec.Decode(function);
            return await hook.InvokeAsync(context.State, token);
        }
    }

    private static ReadOnlyMemory<byte> Encode(WorkerLife worker, object? value)
    {
        if (value is null)
        {
            return default;
        }

        byte[] encoded;
        try
        {
            encoded = PayloadSerializer.Shared.ToArray(value);
        }
        catch (Exception error)
        {
            throw new ResultNotSerializableException(
                $"What the finalizer of worker {worker.Id} returned ({value.GetType()}) could not be encoded: {error.Message} "
                + "Return plain data, or mark its type [GenerateSerializer].",
                error);
        }

        return encoded.Length <= WireLimits.MessageBytes
            ? encoded
            : throw new PayloadTooLargeException(
                $"What the finalizer of worker {worker.Id} returned has {encoded.Length} bytes when encoded; the limit is {WireLimits.MessageBytes}. "
                + "Return less, or write it to a file and return the path.",
                encoded.Length,
                WireLimits.MessageBytes);
    }
}
