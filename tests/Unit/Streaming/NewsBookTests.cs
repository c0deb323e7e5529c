using OrleansPool.Streaming;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Streaming;

/// <summary>Who asks again gets what came since, or hears that something is missing.</summary>
public sealed class NewsBookTests
{
    private const int Most = 4;
    private const long First = 1_000;

    private readonly NewsBook _book = new(Most, First);

    [Fact]
    public void Since_TellsWhatCame_OfEachJobTheLatest()
    {
        long mark = _book.Since(0).Mark;
        Add("a", 1);
        Add("b", 5);
        Add("a", 2);
        JobNews news = _book.Since(mark);
        Assert.Equal([("b", 5L), ("a", 2L)], Told(news));
        Add("b", 6);
        Assert.Equal([("b", 6L)], Told(_book.Since(news.Mark)));
        Assert.Empty(_book.Since(_book.Since(news.Mark).Mark).Jobs);
    }

    [Fact]
    public void MarkOfAnotherBook_IsAGap()
    {
        Add("a", 1);
        Assert.Equal([true, true, false], new[] { 0, First + 100, First }.Select(mark => _book.Since(mark).HasGap));
    }

    [Fact]
    public void MoreThanIsKept_IsAGap()
    {
        for (int i = 0; i < Most + 1; i++)
        {
            Add("a", i);
        }

        Assert.Equal([true, false], new[] { First, First + 1 }.Select(mark => _book.Since(mark).HasGap));
    }

    [Fact]
    public void EventThatFollowsDroppedOnes_IsAGapForAllBefore()
    {
        Add("a", 1);
        Add("a", 2, dropped: 3);
        Assert.Equal([true, true, false], new[] { First, First + 1, First + 2 }.Select(mark => _book.Since(mark).HasGap));
    }

    [Fact]
    public void CameAsync_CompletesWithTheNext()
    {
        Add("a", 1);
        Task came = _book.CameAsync();
        Assert.False(came.IsCompleted);
        Add("a", 2);
        Assert.True(came.IsCompletedSuccessfully);
    }

    private static IEnumerable<(string Id, long Completed)> Told(JobNews news) => news.Jobs.Select(job => (job.Id, job.Completed));

    private void Add(string job, long completed, int dropped = 0) => _book.Add(new JobEvent
    {
        Kind = JobEventKind.Progress,
        Dropped = dropped,
        Job = new JobView { Id = job, Verb = "map", Function = "f", Client = "me", Coordinator = "silo", Completed = completed },
    });
}
