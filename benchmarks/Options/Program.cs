// What the options of a job cost, used and unused, and how soon a job gets its share of the workers beside another one.
// Usage: dotnet run -c Release --project benchmarks/Options [ROUNDS]
using System.Globalization;
using OrleansPool.Benchmarks.Options;
using OrleansPool.Measuring;

if (!ReleaseBuild.IsRunning())
{
    return ReleaseBuild.Refused;
}

int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
await OptionsCost.RunAsync(rounds);
bool isFair = true;
foreach (int workers in new[] { 4, 12 })
{
    isFair &= await ShareDelay.RunAsync(workers, rounds);
}

return isFair ? 0 : 1;
