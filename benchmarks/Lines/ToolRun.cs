using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace OrleansPool.Benchmarks.Lines;

/// <summary>A run of <c>orleanspool map</c> in a process of its own.</summary>
/// <param name="Time">From the start of the process to its end.</param>
/// <param name="Processor">The processor time that it took.</param>
/// <param name="Memory">The most memory that it had, in bytes.</param>
/// <param name="IsDone">Whether it ended well.</param>
internal sealed record ToolRun(TimeSpan Time, TimeSpan Processor, long Memory, bool IsDone)
{
    private static readonly string Program =
        typeof(ToolRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Tool").Value!;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    /// <param name="input">The file of items.</param>
    /// <param name="output">The file of results.</param>
    /// <param name="options">Further options.</param>
    /// <param name="killAt">It is killed when the output has so many bytes; null: never.</param>
    public static ToolRun Do(string input, string output, IEnumerable<string> options, long? killAt = null)
    {
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(
            "dotnet", [Program, "map", typeof(Numbers).Assembly.Location, $"{nameof(Numbers)}.{nameof(Numbers.Triple)}", "--input", input, "--output", output, .. options]);
        TimeSpan processor = default;
        long memory = 0;
        while (!process.WaitForExit(Period))
        {
            (processor, memory) = Look(process, processor, memory);
            if (killAt is { } most && File.Exists(output) && new FileInfo(output).Length >= most)
            {
                process.Kill();
            }
        }

        return new ToolRun(Stopwatch.GetElapsedTime(started), processor, memory, process.ExitCode == 0);
    }

    /// <summary>A process that has ended tells nothing any more: what was seen last counts.</summary>
    private static (TimeSpan Processor, long Memory) Look(Process process, TimeSpan processor, long memory)
    {
        try
        {
            process.Refresh();
            return (process.TotalProcessorTime, Math.Max(memory, PeakOf(process)));
        }
        catch (Exception error) when (error is InvalidOperationException or IOException)
        {
            return (processor, memory);
        }
    }

    private static long PeakOf(Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return process.PeakWorkingSet64;
        }

        string line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
