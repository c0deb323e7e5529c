// What orleanspool map does with lines of JSON: lines a second with the start of the process, processor time, memory; and that a run which is killed again and
// again and continued gives what an uninterrupted one gives, byte for byte.
// Usage: dotnet run -c Release --project benchmarks/Lines [LINES] [KILLS]
// Ends with 1 when that does not hold, memory grows with the lines, or there are fewer than 200,000 lines/s of 1,000,000 lines or more.
using System.Globalization;
using OrleansPool.Benchmarks.Lines;
using OrleansPool.Measuring;

if (!ReleaseBuild.IsRunning())
{
    return ReleaseBuild.Refused;
}

long lines = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
int kills = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
string folder = Directory.CreateTempSubdirectory("orleanspool-lines").FullName;
try
{
    bool holds = Rates.Measure(folder, lines);
    return Resuming.Check(folder, lines, kills) && holds ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
