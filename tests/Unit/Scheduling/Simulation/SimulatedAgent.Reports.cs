using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling.Simulation;

/// <summary>What the agent tells the coordinator, collected for a while and sent together.</summary>
internal sealed partial class SimulatedAgent
{
    private const long ReportAfter = 2_000;

    private readonly List<Action<Scheduler>> _report = [];
    private readonly HashSet<SimulatedLease> _changed = [];
    private readonly OrderedLink _toCoordinator = pool.NewLink();
    private bool _reportPlanned;

    private void Changed(SimulatedLease lease)
    {
        _changed.Add(lease);
        PlanReport();
    }

    private void Report(Action<Scheduler> what)
    {
        _report.Add(what);
        PlanReport();
    }

    private void PlanReport()
    {
        if (!_reportPlanned)
        {
            _reportPlanned = true;
            pool.Events.After(ReportAfter, SendReport);
        }
    }

    private void SendReport()
    {
        _reportPlanned = false;
        if (IsDead)
        {
            return;
        }

        Action<Scheduler>[] first = [.. _report];
        var segments = _changed.Select(lease => TakeSegment(lease)).ToArray();
        _report.Clear();
        _changed.Clear();
        _toCoordinator.Send(() => pool.OnReport(this, first, segments));
    }

    private Segment TakeSegment(SimulatedLease lease)
    {
        var segment = new Segment(
            lease.Id,
            lease.Unreported,
            (int)(lease.Next - lease.Unreported),
            lease.RunTime,
            _running.Contains(lease) && !lease.OnProbation ? lease.Next : -1);
        (lease.Unreported, lease.RunTime) = (lease.Next, 0);
        return segment;
    }
}
