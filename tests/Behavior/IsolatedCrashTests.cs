using System.Diagnostics;
using System.Runtime.InteropServices;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;
using OrleansPool.FaultFunctions;

namespace OrleansPool.BehaviorTests;

/// <summary>What functions can do to the process of their worker: it costs that and their own item, never the silo, which is the process of these tests.</summary>
public abstract class IsolatedCrashTests(PoolFixture fixture) : PoolTests(fixture)
{
    private const int Items = 12;

    [Theory(Timeout = Bound.Test)]
    [InlineData(Fatality.Error)]
    [InlineData(Fatality.Exit)]
    [InlineData(Fatality.FailFast)]
    [InlineData(Fatality.StackOverflow)]
    [InlineData(Fatality.EndlessLoop)]
    [InlineData(Fatality.OutOfMemory)]
    [InlineData(Fatality.NativeCrash)]
    public async Task Items_ThatAreFatalWhenDecodedRunOrEncoded_FailAlone(Fatality fatality)
    {
        var options = new JobOptions { MaxAttempts = 2, ErrorMode = ErrorMode.Collect };
        if (fatality == Fatality.EndlessLoop)
        {
            options.ItemTimeout = TimeSpan.FromSeconds(1);
            options.ItemTimeoutGrace = TimeSpan.FromMilliseconds(200);
        }

        MapResult<Deadly> map = Pool.MapAsync(Deadly.Return, ItemsWith(fatality), chunkSize: 4, options);
        await map.Bounded();
        Assert.All(map.Outcomes, outcome =>
        {
            if (MomentOf(outcome.Index) is { } moment)
            {
                Assert.Contains(outcome.Error!.GetType(), ErrorsOf(fatality, moment));
            }
            else
            {
                Assert.True(outcome.IsSuccess, $"Item {outcome.Index}: {outcome.Error}");
                Assert.Equal((outcome.Index, 1), (outcome.Value!.Index, outcome.Attempt));
            }
        });
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Item_ThatEndsItsProcess_SaysHowAndHowOften()
    {
        MapResult<int> map = Pool.MapAsync(Leave, Enumerable.Range(0, 3), options: new JobOptions { MaxAttempts = 2, ErrorMode = ErrorMode.Collect });
        await map.Bounded();
        var error = Assert.IsType<WorkerLostException>(map.Outcomes[1].Error);
        Assert.Equal((1L, 2), (error.ItemIndex, error.Attempts));
        Assert.Contains(error.Silo, Pool.Silos);
        Assert.Contains("exit code 3", error.Message);
        Assert.Contains("MaxAttempts (2)", error.Message);

        static int Leave(int item)
        {
            if (item == 1)
            {
                Environment.Exit(3);
            }

            return item;
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Worker_ThatIsKilled_CostsOnlyTheItemThatItRan()
    {
        using var trail = new Trail();
        string folder = trail.Folder;
        MapResult<int> map = Pool.MapAsync(
            item =>
            {
                if (item == 5 && PoolContext.Current.Attempt == 1)
                {
                    Trail.Note(folder, $"{Environment.ProcessId}");
                    Thread.Sleep(Timeout.Infinite);
                }

                return item;
            },
            Enumerable.Range(0, 40),
            chunkSize: 10);
        int process = int.Parse(await trail.FindAsync(_ => true));
        await Eventually.HoldsAsync(() => map.Progress.Completed >= 35, "all items but those of the chunk that is held have come");
        Process.GetProcessById(process).Kill();
        Assert.Equal(Enumerable.Range(0, 40), await map.Bounded());
        Assert.All(map.Outcomes, outcome => Assert.Equal(outcome.Index == 5 ? 2 : 1, outcome.Attempt));
        Assert.Single(trail.Notes());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Items_ThatMayRunOnceOnly_AreNotRunAgain()
    {
        using var trail = new Trail();
        string folder = trail.Folder;
        MapResult<int> map = Pool.MapAsync(
            item =>
            {
                Trail.Note(folder, $"{item}");
                if (item == 3)
                {
                    Environment.FailFast("The only run of this item.");
                }

                return item;
            },
            Enumerable.Range(0, 8),
            options: new JobOptions { MaxAttempts = 1, ErrorMode = ErrorMode.Collect });
        await map.Bounded();
        Assert.IsType<WorkerLostException>(map.Outcomes[3].Error);
        Assert.Equal(7, map.Outcomes.Count(outcome => outcome.IsSuccess));
        Assert.Equal(Enumerable.Range(0, 8), trail.Notes().Select(int.Parse).Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Function_ThatCannotBeReadAlive_FailsItsJob()
    {
        var captured = new DeadlyCapture { Client = Environment.ProcessId };
        var error = await Assert.ThrowsAsync<WorkerLostException>(
            () => Pool.MapAsync(item => item + captured.Client, Enumerable.Range(0, 1000), chunkSize: 10).Bounded());
        Assert.Contains("cannot be read", error.Message);
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Initializer_ThatEndsItsProcess_IsTriedThreeTimesAndFailsThePoolsJobs()
    {
        using var trail = new Trail();
        string folder = trail.Folder;
        await using Pool pool = await Fixture.NewPoolAsync(options =>
        {
            options.MaxWorkers = 1;
            options.Isolation = Isolation.Process;
            options.Initializer = () =>
            {
                Trail.Note(folder, "initializer");
                Environment.Exit(4);
            };
        });
        var error = await Assert.ThrowsAsync<WorkerLostException>(() => pool.ApplyAsync(() => 1).Bounded());
        Assert.Contains("initializer", error.Message);
        Assert.Contains("exit code 4", error.Message);
        Assert.Equal(3, trail.Notes().Length);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Memory_BeyondTheLimit_CostsTheWorker()
    {
        MapResult<long> map = Pool.MapAsync(Fill, Enumerable.Range(0, 4), chunkSize: 2, options: new JobOptions { MaxAttempts = 2, ErrorMode = ErrorMode.Collect });
        await map.Bounded();
        var error = Assert.IsType<WorkerLostException>(map.Outcomes[2].Error);
        Assert.Contains("WorkerMemoryBytes", error.Message);
        Assert.Equal(3, map.Outcomes.Count(outcome => outcome.IsSuccess));

        // Memory that the runtime knows nothing of.
        static long Fill(int item)
        {
            byte[] block = new byte[4 << 20];
            Array.Fill(block, (byte)1);
            long filled = 0;
            while (item == 2)
            {
                Marshal.Copy(block, 0, Marshal.AllocHGlobal(block.Length), block.Length);
                filled += block.Length;
            }

            return filled;
        }
    }

    private static Type[] ErrorsOf(Fatality fatality, Moment moment) => fatality switch
    {
        Fatality.EndlessLoop => [typeof(ItemTimeoutException)],
        Fatality.Error when moment == Moment.Run => [typeof(InvalidOperationException)],

        // .NET may give the function an exception, or find no memory to do so.
        Fatality.OutOfMemory when moment == Moment.Run => [typeof(OutOfMemoryException), typeof(WorkerLostException)],
        Fatality.Error or Fatality.OutOfMemory => [moment == Moment.Decode ? typeof(ArgumentNotSerializableException) : typeof(ResultNotSerializableException), typeof(WorkerLostException)],
        _ => [typeof(WorkerLostException)],
    };

    /// <summary>Three items do it, one at each moment; they are in chunks with others.</summary>
    private static Deadly[] ItemsWith(Fatality fatality) => [.. Enumerable.Range(0, Items).Select(index =>
        MomentOf(index) is { } moment ? new Deadly(index, fatality, moment) : new Deadly(index, Fatality.None, Moment.Run))];

    private static Moment? MomentOf(long index) => index switch
    {
        1 => Moment.Decode,
        6 => Moment.Run,
        11 => Moment.Encode,
        _ => null,
    };
}
