using OrleansPool.Agents;
using OrleansPool.Wire;

namespace OrleansPool.WorkerProcesses;

/// <summary>The jobs that a worker's process knows, each by a number of its own.</summary>
/// <param name="ended">Called with the number of a job that has ended.</param>
internal sealed class JobNumbers(Action<int> ended)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AgentJob, (int Number, CancellationTokenRegistration End)> _known = [];
    private int _last;

    /// <summary>Assemblies that the process was told of.</summary>
    public LooseAssemblies Assemblies { get; } = new();

    /// <summary>The number of a job, and what the process must be told of it first, if it is new.</summary>
    public (int Number, JobStart? Start) NumberOf(AgentJob job)
    {
        int number;
        lock (_gate)
        {
            if (_known.TryGetValue(job, out (int Number, CancellationTokenRegistration End) known))
            {
                return (known.Number, null);
            }

            number = ++_last;
            _known[job] = (number, default);
        }

        // Not under the lock: a job that has ended by now calls at once.
        CancellationTokenRegistration registration = job.Token.UnsafeRegister(_ => End(job), null);
        lock (_gate)
        {
            if (_known.ContainsKey(job))
            {
                _known[job] = (number, registration);
            }
        }

        return (number, job.Start);
    }

    /// <summary>The process is gone.</summary>
    public void Forget()
    {
        CancellationTokenRegistration[] registrations;
        lock (_gate)
        {
            registrations = [.. _known.Values.Select(known => known.End)];
            _known.Clear();
        }

        foreach (CancellationTokenRegistration registration in registrations)
        {
            registration.Unregister();
        }
    }

    private void End(AgentJob job)
    {
        int number;
        lock (_gate)
        {
            if (!_known.Remove(job, out (int Number, CancellationTokenRegistration End) known))
            {
                return;
            }

            number = known.Number;
        }

        ended(number);
    }
}
