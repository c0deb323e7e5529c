namespace OrleansPool.Cli.Resume;

/// <summary>What a journal belongs to: with anything else the output of a run that goes on would be another.</summary>
/// <param name="Version">The version of the journal.</param>
/// <param name="Function">The method with its parameters.</param>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="IsOrdered">Whether results are in the order of the input.</param>
/// <param name="Failed">The file of failed items, or null when a failure ends the run.</param>
internal sealed record RunHeader(int Version, string Function, string Assembly, bool IsOrdered, string? Failed)
{
    public const int CurrentVersion = 1;

    /// <summary>What is different, or null.</summary>
    public string? DifferenceFrom(RunHeader other) =>
        Version != other.Version ? "it is of another version of orleanspool"
        : Assembly != other.Assembly || Function != other.Function ? $"it ran {other.Function} of {other.Assembly}, not {Function} of {Assembly}"
        : IsOrdered != other.IsOrdered ? (other.IsOrdered ? "it ran without --unordered" : "it ran with --unordered")
        : Failed != other.Failed ? (other.Failed is null ? "it ran without --errors keep" : $"it ran with --errors keep --failed {other.Failed}")
        : null;
}
