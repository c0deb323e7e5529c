using Microsoft.Extensions.Time.Testing;
using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Watching;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Watching;

/// <summary>Jobs that have ended are kept for a while, and never too many.</summary>
public sealed class EndedJobsTests
{
    private readonly EndedJobs _jobs = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Add_ManySmallOnes_LeaveTheLargeOnesThere()
    {
        Add("large", items: 100);
        for (int i = 0; i < 10_000; i++)
        {
            Add($"small-{i}", items: 1);
        }

        Assert.Equal("large", _jobs.Find("large")?.Id);
        Assert.Equal("small-9999", _jobs.Find("small-9999")?.Id);
        Assert.Null(_jobs.Find("small-0"));
        Assert.Equal(EndedJobs.MostSmall + 1, _jobs.Latest(1_000).Count());
    }

    [Fact]
    public void Latest_ComesFirst_AndNoMoreThanAskedFor()
    {
        for (int i = 0; i < 500; i++)
        {
            Add($"job-{i}", items: 10);
        }

        Assert.Equal(["job-499", "job-498", "job-497"], _jobs.Latest(3).Select(job => job.Id));
        Assert.Equal(EndedJobs.MostLarge, _jobs.Latest(1_000).Count());
        Assert.Empty(_jobs.Latest(-5));
    }

    [Fact]
    public void Add_WithLargeErrors_IsBoundedInBytes()
    {
        for (int i = 0; i < EndedJobs.MostLarge; i++)
        {
            Add($"job-{i}", items: 100, errors: 20);
        }

        int kept = _jobs.Latest(1_000).Count();
        Assert.InRange(kept, 1, EndedJobs.MostLarge - 1);
        Assert.Equal("job-199", _jobs.Latest(1).Single().Id);
        Assert.InRange(kept * _jobs.Find("job-199")!.Size, 0, EndedJobs.MostBytes);
    }

    private void Add(string id, int items, int errors = 0)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        var watch = new JobWatch(
            new JobStart { Job = 1, Id = id, Function = ReadOnlyMemory<byte>.Empty, MaxAttempts = 1, Priority = 0, MaxItemBytes = 1, Total = items },
            "me",
            "here",
            new SiloNames(),
            _time);
        watch.Take(
            new Segment
            {
                Job = 1,
                Lease = 1,
                First = 0,
                Values = ItemBlock.Holes(items),
                WorkerSlot = 0,
                Failures =
                [
                    .. Enumerable.Range(0, errors).Select(offset => new ItemFailure
                    {
                        Offset = offset,
                        Failure = new Failure { TypeName = "Error", Message = new string('m', 100_000), StackTrace = new string('s', 100_000) },
                    }),
                ],
            },
            _time.GetTimestamp());
        watch.End();
        _jobs.Add(watch);
    }
}
