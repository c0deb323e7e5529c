using Microsoft.Extensions.Logging;
using OrleansPool.Sharing;

namespace OrleansPool.Workers;

/// <summary>What an initializer or finalizer can know: its worker, and no item. Its services are its own and end with it.</summary>
internal sealed class HookContext(WorkerLife worker, WorkerTable table, CancellationToken token, Func<IDisposable>? lendSlot) : IRunningItem, IAsyncDisposable
{
    private readonly Lazy<ItemServices> _services = new(() => new ItemServices(table.Services, table.Silo));

    public string JobId => throw NoItem();

    public string? JobName => throw NoItem();

    public long ItemIndex => throw NoItem();

    public int Attempt => throw NoItem();

    public string WorkerId => worker.Id;

    public string Silo => table.Silo;

    public CancellationToken CancellationToken => token;

    public object? State => worker.State;

    public IServiceProvider SiloServices => table.Services;

    public IServiceProvider Services => _services.Value;

    public ILogger Logger => table.FunctionLogger;

    public object FindShared(SharedId id) => throw new InvalidOperationException(
        $"{id} was read in the initializer or the finalizer of worker {worker.Id}, which belong to no job that keeps it. Read it in an item.");

    public void CheckMayWait()
    {
        if (lendSlot is null)
        {
            throw new InvalidOperationException(
                $"The finalizer of worker {worker.Id} waits for a job of a pool. It may not: the workers end, and could wait for each other. "
                + "Do that in an item, or after the pool was joined.");
        }
    }

    public IDisposable LendSlot()
    {
        CheckMayWait();
        return lendSlot!();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated)
        {
            try
            {
                await _services.Value.DisposeAsync();
            }
            catch (Exception error)
            {
                table.Hooks.ServicesFailed(worker.Id, error);
            }
        }
    }

    private InvalidOperationException NoItem() => new(
        $"The initializer and the finalizer of worker {worker.Id} belong to no item. Use WorkerId, Silo, State and CancellationToken there.");
}
