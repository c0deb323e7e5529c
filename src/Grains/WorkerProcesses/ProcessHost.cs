using OrleansPool.Agents;
using OrleansPool.Packages;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProcesses;

/// <summary>Runs a worker's functions in a process of its own.</summary>
/// <param name="table">The workers of its pool.</param>
/// <param name="starter">Starts processes.</param>
/// <param name="place">Asks the silo's policy for the functions of the workers' life.</param>
internal sealed class ProcessHost(WorkerTable table, ProcessStarter starter, PlaceFunction place) : IWorkerHost
{
    private readonly Lock _gate = new();
    private WorkerProcess? _process;
    private string? _closed;

    /// <summary>The state is where it was made.</summary>
    public object? State => null;

    public bool IsProcess => true;

    public bool IsLost => _closed is not null || _process is { HasEnded: true };

    public string? Cause => _process is { Ended: { IsCompletedSuccessfully: true } ended } ? ended.Result : _closed;

    public async Task OpenAsync(WorkerLife worker)
    {
        if (_process is { HasEnded: false })
        {
            return;
        }

        WorkerProcess process = await starter.StartAsync(table, worker);
        lock (_gate)
        {
            _process = process;
            if (_closed is not null)
            {
                process.Kill(_closed);
            }
        }
    }

    public Task InitializeAsync(WorkerLife worker, CancellationToken token, Func<IDisposable> lendSlot) =>
        Process.RunHookAsync(
            FrameKind.Initialize,
            Place(table.Rules.InitializerCode, table.Rules.Initializer, token),
            $"initializer of worker {worker.Id}",
            token);

    public LeaseRun MakeRun(LeasePart part, WorkerLife worker, TimeProvider time) => new ProcessRun(part, worker, this, part.Job.PlaceOfFunction(), time);

    public Task<ReadOnlyMemory<byte>> FinalizeAsync(WorkerLife worker, CancellationToken token) =>
        Process.RunHookAsync(
            FrameKind.Finalize,
            Place(table.Rules.FinalizerCode, table.Rules.Finalizer, token),
            $"finalizer of worker {worker.Id}",
            token);

    private PlacedFunction Place(CodeTicket? code, ReadOnlyMemory<byte> function, CancellationToken token)
    {
        PlacedFunction placed = place(code, function, token);
        table.Use(placed.Package);
        return placed;
    }

    public Task RunAsync(ProcessRun run) => Process.RunAsync(run);

    /// <summary>Ends the process, and with it what runs there.</summary>
    public void Kill(string cause) => _process?.Kill(cause);

    public void Close(string cause)
    {
        lock (_gate)
        {
            _closed ??= cause;
            _process?.Kill(cause);
        }
    }

    private WorkerProcess Process => _process ?? throw new InvalidOperationException("A worker's process was used before it was started.");
}
