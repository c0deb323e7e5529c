using OrleansPool.Placement;
using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

/// <summary>Jobs that only some silos may run.</summary>
public sealed class LabelTests
{
    [Fact]
    public void Labels_JobAsksForOne_GoesOnlyToSilosThatHaveIt()
    {
        var rig = Rig(("zone", "a"), ("zone", "b"));
        Job(rig, 1, ("zone", "b"));

        Assert.All(rig.Items(1, 10, chunk: 1).Run(), lease => Assert.Equal(1, lease.Silo));
    }

    [Fact]
    public void Labels_SiloWithItJoinsLater_GetsTheWork()
    {
        var rig = Rig(("zone", "a"));
        Job(rig, 1, ("zone", "b"));
        Assert.Empty(rig.Items(1, 1).Run());

        rig.Scheduler.SiloJoined(9, 2, Labels(("zone", "b")));

        Assert.Equal(9, Assert.Single(rig.Run()).Silo);
    }

    [Fact]
    public void Labels_LongItems_WaitForSilosThatJoinLater()
    {
        var rig = Rig(("zone", "b"));
        Job(rig, 1, ("zone", "b"));
        Assert.Equal(16, rig.Items(1, 100, chunk: 1).Run().Length);

        rig.Scheduler.SiloJoined(9, 2, Labels(("zone", "b")));

        Assert.Equal([9, 9], rig.Run().Select(lease => lease.Silo));
    }

    [Fact]
    public void Labels_ShortItems_WaitAtTheirSilo()
    {
        var rig = Rig(("zone", "b"));
        Job(rig, 1, ("zone", "b"));
        rig.Measure(1, 1_000).Items(1, 100, chunk: 1).Run();

        Assert.True(rig.Scheduler.LeasesAt(0) > 16);
    }

    [Fact]
    public void Labels_JobWaitsForItsSilo_OthersGoOn()
    {
        var rig = Rig(("zone", "a"));
        Job(rig, 1, ("zone", "b"));
        rig.Items(1, 1).Job(2, chunkSize: 1).Items(2, 1);

        Assert.Equal(2, Assert.Single(rig.Run()).Job);
    }

    [Fact]
    public void Capacity_IsNeverExceeded_AndIsGivenBack()
    {
        var rig = Rig(("gpu", "2"));
        Job(rig, 1, ("gpu", "1"));
        var leases = rig.Items(1, 10, chunk: 1).Run();
        Assert.Equal(2, leases.Length);
        Assert.All(leases, lease => Assert.False(lease.MaySplit));

        rig.Complete(leases[0]);

        Assert.Single(rig.Run());
    }

    [Theory]
    [InlineData("0.1", 10)]
    [InlineData("0.3", 3)]
    [InlineData("0.75", 1)]
    public void Capacity_Fractions_FillIt(string each, int leases)
    {
        var rig = Rig(("gpu", "1"));
        Job(rig, 1, ("gpu", each));

        Assert.Equal(leases, rig.Items(1, 20, chunk: 1).Run().Length);
    }

    [Fact]
    public void Capacity_TwoJobsAskForIt_ShareIt()
    {
        var rig = Rig(("gpu", "1"));
        Job(rig, 1, ("gpu", "1"));
        Job(rig, 2, ("gpu", "1"));
        rig.Items(1, 10, chunk: 1).Items(2, 10, chunk: 1);
        var served = new List<int>();
        for (var turn = 0; turn < 10; turn++)
        {
            var lease = Assert.Single(rig.Run());
            served.Add(lease.Job);
            rig.Complete(lease);
        }

        Assert.Equal(5, served.Count(job => job == 1));
    }

    [Fact]
    public void Capacity_IsTaken_OthersStillStandInLine()
    {
        var rig = Rig(("gpu", "1"));
        Job(rig, 1, ("gpu", "1"));
        rig.Items(1, 10, chunk: 1).Run();
        Job(rig, 2, ("gpu", "1"));
        rig.Job(3, chunkSize: 1).Measure(3, 1_000_000).Items(2, 10, chunk: 1).Items(3, 100, chunk: 1);
        rig.Run();

        rig.Job(4, chunkSize: 1).Items(4, 10, chunk: 1);

        Assert.Contains(rig.Run(), lease => lease.Job == 4);
    }

    [Fact]
    public void Capacity_OfAnItemThatWaitsForOthers_IsThereForThose()
    {
        var rig = Rig(("gpu", "1"));
        Job(rig, 1, ("gpu", "1"));
        rig.Items(1, 1).Run();
        Job(rig, 2, ("gpu", "1"));
        Assert.Empty(rig.Items(2, 1).Run());

        rig.Scheduler.WaitingAt(0, 1, 1);

        var nested = Assert.Single(rig.Run());
        rig.Complete(nested);
        rig.Scheduler.WaitingAt(0, 1, 0);
        Assert.Empty(rig.Items(2, 1).Run());
    }

    [Fact]
    public void Capacity_SiloLost_ItsItemsRunElsewhere()
    {
        var rig = Rig(("gpu", "1"), ("gpu", "1"));
        Job(rig, 1, ("gpu", "1"));
        var leases = rig.Items(1, 2, chunk: 1).Run();
        Assert.Equal([0, 1], leases.Select(lease => lease.Silo).Order());

        rig.Scheduler.SiloLost(0);
        Assert.Empty(rig.Run());
        rig.Complete(leases.Single(lease => lease.Silo == 1));

        Assert.Equal(1, Assert.Single(rig.Run()).Silo);
    }

    [Fact]
    public void Explain_NamesWhatIsMissing()
    {
        var demand = LabelDemand.From(Labels(("gpu", "2"), ("zone", "c")))!;

        var text = demand.Explain([("S1", Labels(("gpu", "1"))), ("S2", Labels(("gpu", "4"), ("zone", "a")))]);

        Assert.Contains("no silo has zone=c", text);
        Assert.Contains("S1: gpu=1; S2: gpu=4, zone=a", text);
    }

    [Fact]
    public void Explain_EachIsThereButNotTogether_SaysSo()
    {
        var demand = LabelDemand.From(Labels(("gpu", "1"), ("zone", "c")))!;

        Assert.Contains("no silo has all of gpu=1, zone=c", demand.Explain([("S1", Labels(("gpu", "1"))), ("S2", Labels(("zone", "c")))]));
    }

    [Fact]
    public void Explain_NoSilos_SaysSo()
    {
        var text = LabelDemand.From(Labels(("zone", "c")))!.Explain([]);

        Assert.Contains("no silo has zone=c. There is no silo with workers now. Start a silo", text);
    }

    private static SchedulerRig Rig(params (string Name, string Value)[] labelOfEachSilo)
    {
        var rig = new SchedulerRig();
        for (var silo = 0; silo < labelOfEachSilo.Length; silo++)
        {
            rig.Scheduler.SiloJoined(silo, 16, Labels(labelOfEachSilo[silo]));
        }

        return rig;
    }

    private static void Job(SchedulerRig rig, int job, params (string Name, string Value)[] labels) =>
        rig.Scheduler.JobStarted(new JobRules { Job = job, Demand = LabelDemand.From(Labels(labels)) });

    private static Dictionary<string, string> Labels(params (string Name, string Value)[] labels) =>
        labels.ToDictionary(label => label.Name, label => label.Value);
}
