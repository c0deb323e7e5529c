// What processes cost as workers, as ratios in one run: throughput of 1 ms items at least 0.8 of that of threads, a killed worker replaced in under
// 1 s, 10,000 endless items gone within 2 s of Terminate.
// Usage: dotnet run -c Release --project benchmarks/Isolation [ROUNDS]. With "quick", once and small: that they run, not how fast.
using System.Globalization;
using OrleansPool.Benchmarks.Isolation;
using OrleansPool.Measuring;

if (!ReleaseBuild.IsRunning())
{
    return ReleaseBuild.Refused;
}

bool isQuick = args is ["quick"];
int rounds = isQuick ? 1 : args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 11;
int workers = Environment.ProcessorCount;
double ratio = await Throughput.MeasureAsync(rounds, workers);
double replaced = await Replacing.MeasureAsync(Math.Min(rounds, 5));
double terminated = await Terminating.MeasureAsync(workers);
return isQuick || (ratio >= 0.8 && replaced < 1_000 && terminated < 2_000) ? 0 : 1;
