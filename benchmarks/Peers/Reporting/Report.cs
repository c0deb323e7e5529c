using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using OrleansPool.Benchmarks.Peers.Launching;
using OrleansPool.Benchmarks.Peers.Peers;
using OrleansPool.Benchmarks.Peers.Running;

namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>All that a run has shown.</summary>
/// <param name="Results">Of each work.</param>
/// <param name="Versions">What each peer is, by its name.</param>
/// <param name="Rounds">How often each was measured; 0 for a run that only tried everything.</param>
internal sealed record Report(IReadOnlyList<WorkResult> Results, IReadOnlyDictionary<string, string> Versions, int Rounds)
{
    public bool IsTrial => Rounds == 0;

    public string Machine { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores{Processor()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30):F0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");

    /// <summary>What of this pool was measured: its version, and behind a + the commit.</summary>
    public string Build { get; } = $"OrleansPool {typeof(Pool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}";

    public string Day { get; } = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string How => IsTrial
        ? "Tried once on few items, the peers of a work side by side: these figures mean nothing."
        : $"Medians of {Rounds} round{(Rounds == 1 ? "" : "s")}, the peers taking turns. Ratios of figures as they are: of rates more is better, of times less.";

    /// <summary>What the peers are, each once.</summary>
    public IEnumerable<string> Peers => Versions.Values.Distinct().Order(StringComparer.Ordinal);

    /// <summary>The lines that must hold, with the work that each is of.</summary>
    public IEnumerable<(WorkResult Result, Verdict Verdict)> Verdicts => Results.SelectMany(result => Verdict.Of(result).Select(verdict => (result, verdict)));

    /// <summary>Whether no line is short, no peer failed, and this pool was measured in all that it was asked for.</summary>
    public bool IsGood => Results.All(result =>
        !Verdict.Of(result).Any(verdict => verdict.IsShort)
        && result.Entries.All(entry => entry.Status != Status.Failed && !(entry.Status == Status.TooSlow && IsThisPool(entry.Peer))));

    private static string Processor()
    {
        const string File = "/proc/cpuinfo";
        const string Key = "model name";
        string? line = OperatingSystem.IsLinux() && System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(one => one.StartsWith(Key, StringComparison.Ordinal))
            : null;
        return line is null ? "" : $" of an {line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()}";
    }

    private static bool IsThisPool(string peer) => peer is PeerNames.Embedded or PeerNames.Tcp;
}
