using OrleansPool.Wire;

namespace OrleansPool.Hedging;

/// <summary>Says when the last items of a job that take long are run a second time, on workers that are idle: each once. Used under the job's lock.</summary>
/// <remarks>
/// Backup tasks of MapReduce (Dean and Ghemawat 2004, section 3.6), for whom to wait is as in Spark's speculative execution: a multiple of what an item takes.
/// </remarks>
internal sealed class JobHedge : IDisposable
{
    /// <summary>In shorter time than this a pause of a machine is not told from an ordinary one.</summary>
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(100);

    /// <summary>How often the time of an item the last ones may take from when they are the last.</summary>
    private const double ItemTimes = 2;

    private readonly HashSet<long> _hedged = [];
    private readonly ITimer _timer;
    private bool _isTail;

    public JobHedge(TimeProvider time, Action onDue) =>
        _timer = time.CreateTimer(static state => ((Action)state!)(), onDue, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Whether anything was sent a second time. From then on leases are not what tells who runs what of the job.</summary>
    public bool HasHedged => _hedged.Count > 0;

    /// <summary>Something came. The wait begins when each item that is left finds a worker that is idle besides the one that it has.</summary>
    /// <param name="left">Items of the whole job that are awaited; null while its input goes on.</param>
    /// <param name="workers">Workers that the job may have.</param>
    /// <param name="microseconds">What an item takes; 0 while no item has ended.</param>
    public void Look(long? left, int workers, double microseconds)
    {
        bool isTail = left > 0 && left * 2 <= workers && microseconds > 0;
        if (isTail != _isTail)
        {
            _isTail = isTail;
            TimeSpan wait = TimeSpan.FromMicroseconds(microseconds * ItemTimes);
            _timer.Change(!isTail ? Timeout.InfiniteTimeSpan : wait > LeastWait ? wait : LeastWait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The wait is over: what is to be sent once more, of what is awaited.</summary>
    public List<ChunkMessage> Take(IEnumerable<ChunkMessage> awaited)
    {
        List<ChunkMessage> again = [];
        if (!_isTail)
        {
            return again;
        }

        foreach (ChunkMessage chunk in awaited)
        {
            for (int at = 0; at < chunk.Items.Count; at++)
            {
                if (_hedged.Add(chunk.First + at))
                {
                    again.Add(chunk.AsHedge(at, 1));
                }
            }
        }

        return again;
    }

    public void Dispose() => _timer.Dispose();
}
