using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Map;

/// <summary>What <c>map</c> was told to do.</summary>
internal sealed record MapSettings
{
    public required string Assembly { get; init; }

    public required string Function { get; init; }

    /// <summary>The file, or null for standard input.</summary>
    public required string? Input { get; init; }

    /// <summary>The file, or null for standard output.</summary>
    public required string? Output { get; init; }

    public required bool IsOrdered { get; init; }

    /// <summary>Whether items that fail are kept, and the run goes on.</summary>
    public bool KeepsFailed => Failed is not null;

    /// <summary>Where they are kept.</summary>
    public required string? Failed { get; init; }

    public required bool Resumes { get; init; }

    /// <summary>Whether the items of <see cref="Failed"/> are run, and their results put to their places in <see cref="Output"/>.</summary>
    public required bool RetriesFailed { get; init; }

    /// <summary>Whether what an interrupted run has done may be written over.</summary>
    public required bool Overwrites { get; init; }

    public required int? Workers { get; init; }

    public required int? ChunkSize { get; init; }

    public required TimeSpan? ItemTimeout { get; init; }

    public required int Retries { get; init; }

    public required bool ShowsProgress { get; init; }

    public required bool IsJson { get; init; }

    public required ConnectSettings Connect { get; init; }

    public JobOptions JobOptions(string name) => new()
    {
        ItemTimeout = ItemTimeout,
        Retry = Retries > 0 ? new RetryOptions { Attempts = Retries + 1 } : null,
        Name = name.Length <= 200 ? name : name[..200],
    };
}
