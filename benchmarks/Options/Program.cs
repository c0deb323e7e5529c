// What the options of a job cost, used and unused, and how soon a job gets its share of the workers beside another one; or what metrics and traces cost
// while nobody listens; or what it costs that client and silos are far from each other; or that items differ in time, or hang, at the end of a job; or what the
// garbage collector costs, as it is set in the hosts and otherwise.
// Usage: dotnet run -c Release --project benchmarks/Options [ROUNDS]
//        dotnet run -c Release --project benchmarks/Options telemetry [ROUNDS]
//        dotnet run -c Release --project benchmarks/Options distance [ROUNDS]
//        dotnet run -c Release --project benchmarks/Options tail [ROUNDS]
//        dotnet run -c Release --project benchmarks/Options garbage [ROUNDS]
using System.Globalization;
using OrleansPool.Benchmarks.Options;
using OrleansPool.Measuring;

if (!ReleaseBuild.IsRunning())
{
    return ReleaseBuild.Refused;
}

if (args is [GarbageRun.Verb])
{
    await GarbageRun.RunAsync();
    return 0;
}

string what = args is ["telemetry" or "distance" or "tail" or "garbage", ..] ? args[0] : "options";
int rounds = args.Length > (what == "options" ? 0 : 1) ? int.Parse(args[^1], CultureInfo.InvariantCulture) : 7;
switch (what)
{
    case "telemetry":
        return await TelemetryCost.RunAsync(rounds) ? 0 : 1;
    case "distance":
        await DistanceCost.RunAsync(rounds);
        return 0;
    case "tail":
        await TailCost.RunAsync(rounds);
        return 0;
    case "garbage":
        await GarbageCost.RunAsync(rounds);
        return 0;
}

await OptionsCost.RunAsync(rounds);
bool isFair = true;
foreach (int workers in new[] { 4, 12 })
{
    isFair &= await ShareDelay.RunAsync(workers, rounds);
}

return isFair ? 0 : 1;
