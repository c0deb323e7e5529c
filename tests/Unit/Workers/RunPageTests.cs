using OrleansPool.Workers;

namespace OrleansPool.UnitTests.Workers;

/// <summary>The memory that tells a silo what a worker's process is at.</summary>
public sealed class RunPageTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.page");
    private readonly PageFile _file;

    public RunPageTests() => _file = PageFile.Create(_path);

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Positions_CountFromWhatEachSideBeginsWith()
    {
        var silo = new RunPage(_file, 100);
        var process = new RunPage(PageFile.Open(_path), 0);
        silo.Reset(10);
        Assert.Equal((0, 10), (process.Current, process.End));
        Assert.Equal((100, 110), (silo.Current, silo.End));
        Assert.True(process.TryMoveTo(3));
        Assert.Equal(103, silo.Current);
        silo.End = 105;
        Assert.Equal(5, process.End);
        Assert.Equal((false, false), (silo.HasArrived, silo.HasBegun));
        process.Arrive();
        Assert.Equal((true, false), (silo.HasArrived, silo.HasBegun));
        process.Begin();
        Assert.Equal((true, true), (silo.HasArrived, silo.HasBegun));
        silo.Reset(3);
        Assert.Equal((false, false), (process.HasArrived, process.HasBegun));
    }

    [Fact]
    public void TryCut_TakesOnlyWhatHasNotBegun()
    {
        var page = new RunPage(_file, 0);
        page.Reset(10);
        Assert.True(page.TryMoveTo(4));
        Assert.False(page.TryCut(4));
        Assert.True(page.TryCut(6));
        Assert.False(page.TryCut(8));
        Assert.True(page.TryMoveTo(5));
        Assert.False(page.TryMoveTo(6));
    }

    [Fact]
    public async Task RunnerAndTaker_NeverBothHaveAnItem()
    {
        var silo = new RunPage(_file, 0);
        var process = new RunPage(PageFile.Open(_path), 0);
        for (int round = 0; round < 200; round++)
        {
            const int Count = 1_000;
            silo.Reset(Count);
            int taken = Count;
            Task taking = Task.Run(() =>
            {
                while (silo.Current + 1 < silo.End)
                {
                    int middle = silo.Current + 1 + ((silo.End - silo.Current - 1) / 2);
                    if (silo.TryCut(middle))
                    {
                        taken = middle;
                    }
                }
            });
            int ran = 0;
            while (process.TryMoveTo(ran))
            {
                ran++;
            }

            await taking;
            Assert.Equal(taken, ran);
        }
    }

    [Fact]
    public void TimedItem_IsEndedByOneSideOnly()
    {
        var silo = new RunPage(_file, 50);
        var process = new RunPage(_file, 0);
        silo.Reset(10);
        Assert.Null(silo.RunningTimed());
        process.StartTimed(3, 77);
        Assert.Equal((53, 77L), silo.RunningTimed());
        Assert.True(process.TryEndTimed(3));
        Assert.False(silo.TryWriteOffTimed(53));
        Assert.Null(silo.RunningTimed());
        process.StartTimed(4, 78);
        Assert.False(silo.TryWriteOffTimed(53));
        Assert.True(silo.TryWriteOffTimed(54));
        Assert.False(process.TryEndTimed(4));
    }
}
