using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>
/// Tells when the answer to a submit may wait for the outcome. One short item after another, each waited for, is all about latency: its outcome in the answer
/// saves two messages of four. Others would wait behind such an answer, so it is for a job of one item that is alone, and only if the last such job was short.
/// Not thread-safe.
/// </summary>
internal sealed class LoneJob(TimeProvider time)
{
    /// <summary>Half of what the coordinator waits at most.</summary>
    private static readonly TimeSpan Short = WireTimes.SubmitWait / 2;

    private int _job;
    private long _sentAt;
    private bool _isShort;

    /// <summary>A message is about to be sent. Returns whether its answer may wait.</summary>
    public bool Send(SubmitMessage message, int openJobs)
    {
        if (openJobs != 1 || message is not { Part: null, Jobs: [{ Total: 1 } job], Chunks.Length: 1 })
        {
            return false;
        }

        (_job, _sentAt) = (job.Job, time.GetTimestamp());
        return _isShort;
    }

    /// <summary>A job has ended.</summary>
    public void End(int job)
    {
        if (job == _job)
        {
            _isShort = time.GetElapsedTime(_sentAt) < Short;
        }
    }
}
