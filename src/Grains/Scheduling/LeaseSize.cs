namespace OrleansPool.Scheduling;

/// <summary>How many items go into the next lease.</summary>
internal static class LeaseSize
{
    /// <param name="job">The job that is to have the lease.</param>
    /// <param name="range">The items at the front of its queue.</param>
    /// <param name="slots">Slots that share the rest of the work.</param>
    /// <param name="isSplittable">Whether parts of the lease may run beside each other.</param>
    /// <param name="mayBeLarge">Whether no harm is done if the items prove to be long: the lease may be shared out, and no other job waits.</param>
    public static int Fresh(JobState job, in PendingRange range, int slots, bool isSplittable, bool mayBeLarge)
    {
        if (job.IsCareful)
        {
            return 1;
        }

        var perSlot = job.IsItemTimeKnown ? Tuning.LeasesPerSlot : Tuning.FirstLeasesPerSlot;
        var pieces = (long)perSlot * Math.Max(1, slots);
        var share = ((job.Pending - 1) / pieces) + 1;
        if (job.Rules.ChunkSize is { } chunkSize)
        {
            return Math.Min(range.Count, Chunks(job, range, chunkSize, isSplittable ? share : 0));
        }

        var most = job.IsItemTimeKnown ? Math.Max(1, Tuning.LeaseTarget / job.ItemTime) : mayBeLarge ? range.Count : Tuning.FirstItems;
        return (int)Math.Min(Math.Min(share, most), range.Count);
    }

    // The rest of the chunk that is at the front, and as many whole ones behind it as are not worth a lease each.
    private static int Chunks(JobState job, in PendingRange range, int size, long share)
    {
        var first = size - (int)((range.First - range.Chunk.First) % size);
        var most = job.IsItemTimeKnown ? Math.Min(share, (long)(Tuning.ShortLease / job.ItemTime)) : 0;
        return first + (int)(Math.Max(0, most - first) / size * size);
    }

    /// <summary>
    /// A suspect goes alone. Only doubtful items that are very short go together once more before that:
    /// one lost silo can put millions of them in doubt, and one lease for each would cost far more than the items.
    /// </summary>
    public static int Suspect(JobState job, in PendingRange range)
    {
        var mayShare = range is { Losses: 0, Doubts: 1 } && !IsFinal(job, range) && job.IsItemTimeKnown;
        return mayShare ? (int)Math.Clamp(Tuning.DoubtfulTarget / job.ItemTime, 1, range.Count) : 1;
    }

    /// <summary>Whether one more certain loss ends the item, and would leave a doubt of which item was to blame.</summary>
    public static bool IsFinal(JobState job, in PendingRange range) => !job.Rules.IsIsolated && range.Losses + range.Doubts + 1 >= job.Rules.MaxAttempts;
}
