namespace OrleansPool.Session;

/// <summary>Neighbouring items of a job, by index.</summary>
internal readonly record struct ItemRange(long First, int Count)
{
    public long End => First + Count;
}
