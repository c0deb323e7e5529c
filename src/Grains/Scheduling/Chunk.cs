namespace OrleansPool.Scheduling;

/// <summary>Items [<see cref="First"/>, <see cref="End"/>) of one job, encoded together by the client. Never changes.</summary>
/// <param name="job">The job's number within its coordinator.</param>
/// <param name="first">Index of the first item within the job.</param>
/// <param name="count">How many items, at least 1.</param>
/// <param name="bytes">Size of the encoded items.</param>
/// <param name="content">What the coordinator sends; the scheduler never looks inside.</param>
/// <param name="losses">Losses that the items were charged with before they came in this chunk.</param>
/// <param name="doubts">Losses of an earlier coordinator in which the items may have been running.</param>
/// <param name="throws">Earlier runs of the items in which the function threw. They count as attempts, and are charged to nobody here.</param>
/// <param name="isHedge">Whether it is an item that is leased already and may run twice.</param>
internal sealed class Chunk(int job, long first, int count, long bytes, object? content, int losses = 0, int doubts = 0, int throws = 0, bool isHedge = false)
{
    public int Job { get; } = job;

    public long First { get; } = first;

    public int Count { get; } = count;

    public long Bytes { get; } = bytes;

    public object? Content { get; } = content;

    public int Losses { get; } = losses;

    public int Doubts { get; } = doubts;

    public int Throws { get; } = throws;

    public bool IsHedge { get; } = isHedge;

    public long End => First + Count;
}
