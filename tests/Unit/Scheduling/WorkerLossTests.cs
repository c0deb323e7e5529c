using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

/// <summary>A worker that is a process is lost, and its silo lives on.</summary>
public sealed class WorkerLossTests
{
    private const string Cause = "its process ended";

    private readonly List<(long First, int Count, int Losses, int Doubts)> _others = [];
    private readonly SchedulerRig _rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 10, isIsolated: true);

    [Fact]
    public void WorkerLost_ChargesTheRunningItemAndNothingElse()
    {
        var lease = Lease();
        _rig.CompleteSome(lease, 2);
        Assert.True(_rig.Scheduler.WorkerLost(0, lease.Id, 5, hasOutcome: false, Cause));

        Assert.Equal([(2L, 3, 0, 0), (5, 1, 1, 0), (6, 4, 0, 0)], Rest());
        Assert.Equal([(1, 5L, 1)], _rig.Sink.Charged);
        Assert.Empty(_rig.Sink.Lost);
    }

    [Fact]
    public void WorkerLost_AsOftenAsTheJobAllows_FailsTheItemAlone()
    {
        var lease = Lease();
        Assert.True(_rig.Scheduler.WorkerLost(0, lease.Id, 0, hasOutcome: false, Cause));
        for (var attempt = 2; attempt <= 3; attempt++)
        {
            var again = Next(first: 0);
            Assert.Equal((attempt, true), (again.Attempt, again.OnProbation));
            Assert.True(_rig.Start(again));
            Assert.True(_rig.Scheduler.WorkerLost(0, again.Id, 0, hasOutcome: false, Cause));
        }

        Assert.Equal([(1, 0L, 3, 0)], _rig.Sink.Lost);
        Assert.Equal([Cause], _rig.Sink.Causes);
        Assert.Equal([(1L, 9, 0, 0)], Rest());
    }

    [Fact]
    public void WorkerLost_WithAnOutcomeOfTheItem_DoesNotRunItAgain()
    {
        var lease = Lease();
        Assert.True(_rig.Scheduler.WorkerLost(0, lease.Id, 4, hasOutcome: true, Cause));

        Assert.Equal([(0L, 4, 0, 0), (5, 5, 0, 0)], Rest());
        Assert.Empty(_rig.Sink.Charged);
    }

    [Fact]
    public void WorkerLost_BeforeAnyItemRan_CostsNothing()
    {
        var lease = Lease();
        Assert.False(_rig.Scheduler.WorkerLost(0, lease.Id, -1, hasOutcome: false, Cause));

        Assert.Equal([(0L, 10, 0, 0)], Rest());
    }

    [Fact]
    public void WorkerLost_OfALeaseThatIsNotThere_ChangesNothing()
    {
        var lease = Lease();
        Assert.False(_rig.Scheduler.WorkerLost(0, lease.Id + 1, 0, hasOutcome: false, Cause));
        Assert.False(_rig.Scheduler.WorkerLost(7, lease.Id, 0, hasOutcome: false, Cause));
        Assert.True(_rig.Complete(lease));
    }

    [Fact]
    public void LastAttempt_OfAnIsolatedItem_NeedsNoSiloOfItsOwn()
    {
        var rig = new SchedulerRig().Silos(2).Job(1, chunkSize: 1, maxAttempts: 2, isIsolated: true).Items(1, 6, chunk: 1);
        var lease = rig.Run().First();
        rig.Scheduler.WorkerLost(0, lease.Id, 0, hasOutcome: false, Cause);

        // Others run there, and it runs beside them.
        Assert.Contains(rig.Run(), next => next is { First: 0, Attempt: 2 });
    }

    private Lease Lease() => _rig.Items(1, 10).Run().Single();

    /// <summary>The lease that begins with an item, which comes sooner or later; others have their outcomes.</summary>
    private Lease Next(long first)
    {
        while (true)
        {
            Lease? found = null;
            foreach (var lease in Assigned())
            {
                if (lease.First == first)
                {
                    found = lease;
                }
                else
                {
                    _others.Add((lease.First, lease.Count, lease.Losses, lease.Doubts));
                    Assert.True(_rig.Complete(lease));
                }
            }

            if (found is not null)
            {
                return found;
            }
        }
    }

    private Lease[] Assigned() => _rig.Run() is { Length: > 0 } leases ? leases : throw new InvalidOperationException("Nothing was assigned any more.");

    /// <summary>All leases that come, in the order of their items.</summary>
    private List<(long First, int Count, int Losses, int Doubts)> Rest()
    {
        List<(long First, int Count, int Losses, int Doubts)> rest = [.. _others];
        while (_rig.Run() is { Length: > 0 } leases)
        {
            foreach (var lease in leases)
            {
                rest.Add((lease.First, lease.Count, lease.Losses, lease.Doubts));
                Assert.True(_rig.Complete(lease));
            }
        }

        return [.. rest.OrderBy(lease => lease.First)];
    }
}
