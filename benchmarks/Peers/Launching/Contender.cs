using System.Diagnostics;
using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Launching;

/// <summary>A peer of this run, with its process while it has one.</summary>
internal sealed class Contender(PeerPlan plan, TimeSpan limit) : IAsyncDisposable
{
    private PeerProcess? _process;

    public PeerPlan Plan => plan;

    /// <summary>How long one measurement may take.</summary>
    public TimeSpan Limit => limit;

    /// <summary>Why it cannot take part; null if it can.</summary>
    public string? Missing { get; private set; }

    public string? Version { get; private set; }

    public async Task FindAsync() => Missing = await plan.IsThere() ? null : plan.Need;

    /// <summary>Asks its process, which is started if need be.</summary>
    public async Task<Reply> AskAsync(Job job)
    {
        if (Missing is not null)
        {
            return new Reply(Status.Missing, Note: Missing);
        }

        if (_process is not { IsUsable: true })
        {
            await EndAsync();
            try
            {
                _process = PeerProcess.Start(plan);
            }
            catch (InvalidOperationException error)
            {
                return new Reply(Status.Failed, Note: error.Message);
            }
        }

        Reply reply = await _process.AskAsync(job, limit);
        Version ??= _process.Version;
        return reply;
    }

    /// <summary>Asks a process of its own, and gives how long that took from its start. The process stays for the jobs that follow.</summary>
    public async Task<(Reply Reply, TimeSpan Took)> AskFreshAsync(Job job)
    {
        await EndAsync();
        long started = Stopwatch.GetTimestamp();
        return (await AskAsync(job), Stopwatch.GetElapsedTime(started));
    }

    /// <summary>The resident memory of its process and of each that this has started, in bytes.</summary>
    public IReadOnlyDictionary<int, long> ResidentBytes() =>
        _process is { } process ? ProcessTree.ResidentBytes(process.Id) : new Dictionary<int, long>();

    public async ValueTask EndAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    public ValueTask DisposeAsync() => EndAsync();
}
