using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Peers;

/// <summary>A way to run functions over items that is compared with the others. Lives in a process of its own.</summary>
internal interface IPeer : IAsyncDisposable
{
    /// <summary>What it is, with its version.</summary>
    string Version { get; }

    /// <summary>Why it cannot do a job; null if it can.</summary>
    string? WhyNot(Job job);

    /// <summary>Makes ready what the setup says, unless it is.</summary>
    Task PrepareAsync(Setup setup);

    /// <summary>Gives the results in the order of the items.</summary>
    /// <param name="function">What is done to an item: one of <see cref="Contents.ItemFunctions"/>.</param>
    /// <param name="items">The items.</param>
    /// <param name="chunkSize">Null for the default. A peer that has no chunks does not look at it.</param>
    Task<TResult[]> MapAsync<TItem, TResult>(Func<TItem, TResult> function, TItem[] items, int? chunkSize);

    /// <summary>As map, of a function with two parameters.</summary>
    Task<int[]> StarMapAsync(Func<int, int, int> function, (int, int)[] items, int? chunkSize) =>
        MapAsync(pair => function(pair.Item1, pair.Item2), items, chunkSize);

    /// <summary>Gives each result as soon as it is there, or as soon as it is its turn.</summary>
    Task ImapAsync(Func<int, int> function, IEnumerable<int> items, int? chunkSize, bool isOrdered, Action<int> each);

    /// <summary>One call.</summary>
    /// <param name="function">What is done.</param>
    /// <param name="item">To what.</param>
    /// <param name="lane">Calls of the same number do not overlap.</param>
    Task<int> ApplyAsync(Func<int, int> function, int item, int lane);
}
