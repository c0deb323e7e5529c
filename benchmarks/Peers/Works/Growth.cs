namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>By how much the memory of processes has grown at most.</summary>
/// <param name="before">What each of them had at first, in bytes.</param>
internal sealed class Growth(IReadOnlyDictionary<int, long> before)
{
    private const double BytesOfMiB = 1 << 20;

    /// <summary>Of all together, in MiB.</summary>
    public double OfAll { get; private set; }

    /// <summary>Of the one that has grown most, in MiB.</summary>
    public double OfOne { get; private set; }

    public void See(IReadOnlyDictionary<int, long> now)
    {
        if (now.Count == 0)
        {
            // The peer has ended, which its answer tells.
            return;
        }

        OfAll = Math.Max(OfAll, (now.Values.Sum() - before.Values.Sum()) / BytesOfMiB);
        OfOne = Math.Max(OfOne, now.Max(process => process.Value - before.GetValueOrDefault(process.Key)) / BytesOfMiB);
    }
}
