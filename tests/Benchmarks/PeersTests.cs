namespace OrleansPool.BenchmarkTests;

/// <summary>The comparison with peers that are not there, or do not do what they should: each is a line of the table, and the others are measured.</summary>
public sealed class PeersTests : IDisposable
{
    private const string Pool = "embedded";
    private const string Peer = "cpython-pool";

    private readonly string _folder = Directory.CreateTempSubdirectory("orleanspool-peers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = Bound.Test)]
    public async Task Peer_ThatIsNotInstalled_IsNamedAsMissingWithWhatToInstall()
    {
        PeersRun run = await PeersRun.OfAsync(_folder, python: null, "--peer", Pool, "--peer", Peer);
        Assert.Equal(("Missing", "python3 is not on the path; install Python 3"), run.Entries[Peer]);
        Assert.Equal("Measured", run.Entries[Pool].Status);
        Assert.Contains("missing", run.Text, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("echo 'no memory left' >&2; exit 3", "exit code 3", "no memory left")]
    [InlineData("exit 0", "exit code 0", "")]
    [InlineData("read job; echo '{\"version\": \"1\"}'; echo '{\"error\": \"gave 7 for item 3, and 4 is right\"}'; read more", "gave 7 for item 3, and 4 is right", "")]
    [InlineData("read job; echo '{\"version\": \"1\"}'; echo '{}'; read more", "an empty answer", "")]
    [InlineData("read job; echo 'Traceback'; exit 1", "exit code 1", "")]
    public async Task Peer_ThatFails_IsALineThatSaysWhy(string python, string reason, string saidByThePeer)
    {
        PeersRun run = await PeersRun.OfAsync(_folder, python, "--peer", Pool, "--peer", Peer);
        Assert.Equal("Failed", run.Entries[Peer].Status);
        Assert.Contains(reason, run.Entries[Peer].Note, StringComparison.Ordinal);
        Assert.Contains(saidByThePeer, run.Entries[Peer].Note, StringComparison.Ordinal);
        Assert.Equal("Measured", run.Entries[Pool].Status);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Peer_ThatHangs_IsTooSlowAfterTheLimit()
    {
        PeersRun run = await PeersRun.OfAsync(_folder, "read job; read more", "--peer", Peer, "--limit", "1");
        Assert.Equal(("TooSlow", "longer than 1 s"), run.Entries[Peer]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Run_DrawsAndWritesWhatItHasMeasured()
    {
        PeersRun run = await PeersRun.OfAsync(_folder, python: null, "--peer", Pool, "--peer", Peer);
        Assert.Equal(0, run.ExitCode);
        byte[] chart = await File.ReadAllBytesAsync(Path.Combine(_folder, "charts", "map.png"));
        Assert.Equal("PNG"u8.ToArray(), chart[1..4]);
        string page = await File.ReadAllTextAsync(Path.Combine(_folder, "charts", "README.md"));
        Assert.Matches(@"\| OrleansPool, embedded \| [0-9,.]+ \|", page);
        Assert.Contains("| CPython Pool | missing |", page, StringComparison.Ordinal);
        Assert.Contains("these figures mean nothing", page, StringComparison.Ordinal);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("--peer", "ray", "There is no peer 'ray'; there are embedded, tcp,")]
    [InlineData("--work", "mapp", "There is no work 'mapp'; there are start-up, map,")]
    [InlineData("--rounds", "0", "--rounds is '0', and must be a whole number from 1 to 100.")]
    [InlineData("--limit", "soon", "--limit is 'soon', and must be a whole number from 1 to 3600.")]
    public async Task Arguments_ThatAreWrong_AreRefusedInOneLine(string option, string value, string message)
    {
        PeersRun run = await PeersRun.OfAsync(_folder, python: null, option, value);
        Assert.StartsWith(message, run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', run.Text);
        Assert.Equal(2, run.ExitCode);
    }
}
