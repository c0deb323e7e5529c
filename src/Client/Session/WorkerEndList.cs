using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>What came of the workers' finalizers, each worker's once. Thread-safe.</summary>
internal sealed class WorkerEndList
{
    /// <summary>More are counted, not kept: with workers that are renewed for ever they would fill the memory.</summary>
    public const int Most = 65_536;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = [];
    private readonly WorkerEndBudget _budget = new();
    private readonly List<WorkerEnd> _waiting = [];
    private readonly List<WorkerResult> _results = [];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when no worker is left whose finalizer is to run.</summary>
    public Task All => _all.Task;

    /// <summary>Takes ends as they arrive. Returns whether some were too many to be kept.</summary>
    public bool Add(WorkerEnds ends)
    {
        bool areTooMany = false;
        lock (_gate)
        {
            foreach (WorkerEnd end in ends.Ends)
            {
                // A new coordinator may bring those again that an earlier one has brought.
                if (_known.Count == Most)
                {
                    areTooMany |= !_known.Contains(end.Worker);
                }
                else if (_known.Add(end.Worker))
                {
                    _waiting.Add(_budget.Admit(end));
                }
            }
        }

        if (ends.AreAll)
        {
            _all.TrySetResult();
        }

        return areTooMany;
    }

    /// <summary>What came so far. Values are decoded here, on the caller's thread: that runs code of their types.</summary>
    public WorkerResult[] Results()
    {
        lock (_gate)
        {
            _results.AddRange(_waiting.Select(ToResult));
            _waiting.Clear();
            return [.. _results];
        }
    }

    private static WorkerResult ToResult(WorkerEnd end)
    {
        try
        {
            return new WorkerResult
            {
                WorkerId = end.Worker,
                Silo = end.Silo,
                Value = end.Value.IsEmpty ? null : PayloadSerializer.Shared.Deserialize<object>(end.Value),
                Error = end.Error is { } failure ? FailureDecoder.ToException(failure) : null,
            };
        }
        catch (Exception error)
        {
            return new WorkerResult
            {
                WorkerId = end.Worker,
                Silo = end.Silo,
                Error = new ResultNotSerializableException(
                    $"What the finalizer of worker {end.Worker} returned arrived and could not be decoded: "
                    + PayloadProblem.Explain(error, ValueRole.Result),
                    error),
            };
        }
    }
}
