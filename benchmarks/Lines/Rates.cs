namespace OrleansPool.Benchmarks.Lines;

/// <summary>Lines a second, and memory over so many lines and over ten times as many.</summary>
internal static class Rates
{
    private const int Times = 10;
    private const long CountsFrom = 1_000_000;
    private const double Least = 200_000;
    private const long MostGrowth = 64L << 20;

    private static readonly (string Name, Func<string, string[]> Options)[] Kinds =
    [
        ("ordered", _ => []),
        ("unordered", _ => ["--unordered"]),
        ("keeping failures", folder => ["--errors", "keep", "--failed", Path.Combine(folder, "failed")]),
    ];

    /// <returns>Whether it is fast enough, in constant memory.</returns>
    public static bool Measure(string folder, long lines)
    {
        string few = Numbers.Write(folder, lines);
        string many = Numbers.Write(folder, Times * lines);
        bool holds = true;
        foreach ((string name, Func<string, string[]> options) in Kinds)
        {
            (bool isDone, double rate, long memory) = Run(name, lines, few, folder, options(folder));
            (bool areDone, _, long later) = Run(name, Times * lines, many, folder, options(folder));
            holds &= isDone && areDone && later - memory <= MostGrowth && (lines < CountsFrom || rate >= Least);
        }

        File.Delete(many);
        return holds;
    }

    private static (bool IsDone, double Rate, long Memory) Run(string name, long lines, string input, string folder, string[] options)
    {
        string output = Path.Combine(folder, "out");
        ToolRun run = ToolRun.Do(input, output, options);
        double rate = lines / run.Time.TotalSeconds;
        Console.WriteLine(
            $"{name,-17} {lines,11:N0} lines: {run.Time.TotalSeconds,6:F1} s, {rate,9:N0} lines/s, {run.Processor.TotalSeconds,6:F1} s of processor time, {run.Memory >> 20,4} MiB{(run.IsDone ? "" : " FAILED")}");
        File.Delete(output);
        return (run.IsDone, rate, run.Memory);
    }
}
