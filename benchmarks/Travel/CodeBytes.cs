using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansPool.Benchmarks.Travel;

/// <summary>How much code a silo gets of a program that is new to it, and of the same program when it comes again.</summary>
internal static partial class CodeBytes
{
    /// <summary>Gives the bytes of the program that came again.</summary>
    public static async Task<long> MeasureAsync()
    {
        await using CodeSilo silo = await CodeSilo.StartAsync("--log-level", "debug");
        (int files, long bytes) = await ReceivedAfterAsync(silo, clients: 1);
        (int allFiles, long allBytes) = await ReceivedAfterAsync(silo, clients: 2);
        Console.WriteLine($"bytes of code  of a new program {bytes} in {files} contents   of the same again {allBytes - bytes} in {allFiles - files}");
        return allBytes - bytes;
    }

    private static async Task<(int Files, long Bytes)> ReceivedAfterAsync(CodeSilo silo, int clients)
    {
        await FirstCall.RunClientAsync(silo);

        // A silo writes that a function runs after it has written what arrived for it.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (silo.Lines.Count(static line => line.Contains("[7003]", StringComparison.Ordinal)) < clients)
        {
            await Task.Delay(20, patience.Token);
        }

        long[] contents = [.. silo.Lines.Select(line => Content().Match(line)).Where(match => match.Success).Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        return (contents.Length, contents.Sum());
    }

    [GeneratedRegex(@"\[7005\] Content [0-9a-f]+ of (\d+) bytes")]
    private static partial Regex Content();
}
