// What the options of a job cost, used and unused, and how soon a job gets its share of the workers beside another one; or what metrics and traces cost
// while nobody listens.
// Usage: dotnet run -c Release --project benchmarks/Options [ROUNDS]
//        dotnet run -c Release --project benchmarks/Options telemetry [ROUNDS]
using System.Globalization;
using OrleansPool.Benchmarks.Options;
using OrleansPool.Measuring;

if (!ReleaseBuild.IsRunning())
{
    return ReleaseBuild.Refused;
}

bool isTelemetry = args is ["telemetry", ..];
int rounds = args.Length > (isTelemetry ? 1 : 0) ? int.Parse(args[^1], CultureInfo.InvariantCulture) : 7;
if (isTelemetry)
{
    return await TelemetryCost.RunAsync(rounds) ? 0 : 1;
}

await OptionsCost.RunAsync(rounds);
bool isFair = true;
foreach (int workers in new[] { 4, 12 })
{
    isFair &= await ShareDelay.RunAsync(workers, rounds);
}

return isFair ? 0 : 1;
