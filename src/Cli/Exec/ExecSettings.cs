using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Exec;

/// <summary>What <c>exec</c> was told to do.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Input">The file of inputs, or null for standard input.</param>
/// <param name="EndsWithZero">Whether inputs end with a zero, not with a line feed.</param>
/// <param name="KeepsOrder">Whether output is written in the order of the input.</param>
/// <param name="Workers">How many programs run at the same time, or null for all workers.</param>
/// <param name="ItemTimeout">How long one may run, or null for any time.</param>
/// <param name="Retries">How often one that fails is run again.</param>
/// <param name="IsDry">Whether the command lines are only shown.</param>
/// <param name="ShowsProgress">Whether progress is shown without a terminal.</param>
/// <param name="IsJson">Whether output is for scripts.</param>
/// <param name="Connect">Which pool.</param>
internal sealed record ExecSettings(
    IReadOnlyList<string> Words,
    string? Input,
    bool EndsWithZero,
    bool KeepsOrder,
    int? Workers,
    TimeSpan? ItemTimeout,
    int Retries,
    bool IsDry,
    bool ShowsProgress,
    bool IsJson,
    ConnectSettings Connect);
