using OrleansPool.Agents;
using OrleansPool.Functions;
using OrleansPool.Packages;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>Runs a worker's functions in this process.</summary>
/// <param name="table">The workers of its pool.</param>
/// <param name="open">Decodes the functions of the workers' life.</param>
internal sealed class ThreadHost(WorkerTable table, OpenFunction open) : IWorkerHost
{
    public object? State { get; private set; }

    public bool IsProcess => false;

    public bool IsLost => false;

    public string? Cause => null;

    public Task OpenAsync(WorkerLife worker) => Task.CompletedTask;

    public async Task InitializeAsync(WorkerLife worker, CancellationToken token, Func<IDisposable> lendSlot)
    {
        (_, object? state) = await InvokeAsync(table.Rules.Initializer, table.Rules.InitializerCode, new HookContext(worker, table, token, lendSlot), token);
        if (!token.IsCancellationRequested)
        {
            State = state;
        }
    }

    public LeaseRun MakeRun(LeasePart part, WorkerLife worker, TimeProvider time)
    {
        OpenedFunction opened = part.Job.FunctionOf(worker.Slot, worker);
        return opened.Function.Accept(new RunFactory(part, worker, opened.Serializer, time));
    }

    public async Task<ReadOnlyMemory<byte>> FinalizeAsync(WorkerLife worker, CancellationToken token)
    {
        (LifeFunction hook, object? returned) =
            await InvokeAsync(table.Rules.Finalizer, table.Rules.FinalizerCode, new HookContext(worker, table, token, null), token);
        return Encode(worker, hook, returned);
    }

    public void Close(string cause)
    {
        // Threads cannot be ended; they go back to the silo.
    }

    private async Task<(LifeFunction Hook, object? Returned)> InvokeAsync(
        ReadOnlyMemory<byte> function,
        CodeTicket? code,
        HookContext context,
        CancellationToken token)
    {
        await using (context)
        {
            PoolContext.Enter(new PoolContext(context));
            OpenedFunction opened = open(code, function, token);
            table.Use(opened.Package);
            LifeFunction hook = opened.Function as LifeFunction ?? throw new InvalidDataException("A function of items was sent as one of the workers' life.");
            hook.Enter(context);
            return (hook, await hook.InvokeAsync(context.State, token));
        }
    }

    private static ReadOnlyMemory<byte> Encode(WorkerLife worker, LifeFunction hook, object? value)
    {
        if (value is null)
        {
            return default;
        }

        byte[] encoded;
        try
        {
            encoded = hook.Encode(value);
        }
        catch (Exception error)
        {
            throw new ResultNotSerializableException(
                $"What the finalizer of worker {worker.Id} returned ({TypeDisplay.Of(value.GetType())}) could not be encoded: "
                + PayloadProblem.Explain(error, ValueRole.Result),
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
