namespace OrleansPool.UnitTests.Scheduling;

/// <summary>A lease as a silo sees it.</summary>
internal sealed class ReferenceLease(int silo, long id, int job, long first, long end)
{
    public int Silo { get; } = silo;

    public long Id { get; } = id;

    public int Job { get; } = job;

    public long Next { get; set; } = first;

    public long End { get; set; } = end;

    public int Left => (int)(End - Next);
}
