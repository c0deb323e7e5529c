using OrleansPool.Cli.Clusters;
using OrleansPool.Cli.Running;

namespace OrleansPool.CliTests.Clusters;

/// <summary>Which job a text means, and what a list of jobs says of those that it lacks.</summary>
public sealed class NamedTests
{
    private static readonly string[] Listed = ["abcdef1", "abcdef2", "123456"];

    [Theory]
    [InlineData("123456", "123456")]
    [InlineData("1234", "123456")]
    [InlineData("abcdef2", "abcdef2")]
    [InlineData("of-a-job-that-is-not-listed", "of-a-job-that-is-not-listed")]
    public void Job_IsTheOneThatIsListed_OrWhatWasWritten(string text, string job) => Assert.Equal(job, Named.Choose(Listed, text));

    [Fact]
    public void Beginning_OfSeveralJobs_IsNone() =>
        Assert.Contains("'abcd' may be 2 of the cluster's jobs", Assert.Throws<ToolException>(() => Named.Choose(Listed, "abcd")).Message);

    [Fact]
    public void Picture_SaysWhatItLacks()
    {
        var silent = new SiloView { Address = "a", Name = "a" };
        var whole = new ClusterPicture { Silos = [silent with { Phase = PoolSiloPhase.Ready }] };

        Assert.Null(Missing.Of(whole));
        Assert.StartsWith("There are 3 more jobs than are listed.", Missing.Of(whole with { MoreJobs = 3 }));
        Assert.StartsWith("1 silo did not answer", Missing.Of(whole with { Silos = [silent] }));
        Assert.StartsWith("2 pools did not answer in time", Missing.Of(whole with { SilentPools = 2 }));
    }
}
