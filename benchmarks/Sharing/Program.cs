// Shares one value with four silo processes of four workers each, has every worker read it, and prints by how much each process has grown.
// Usage: dotnet run -c Release --project benchmarks/Sharing [MEBIBYTES]    1024 if not given; 64 takes seconds. Exit code 1: more than one copy.
using System.Globalization;
using OrleansPool.Benchmarks.Sharing;
using OrleansPool.Measuring;

if (!ReleaseBuild.IsRunning())
{
    return ReleaseBuild.Refused;
}

// An array has at most 2^31 elements.
const int Most = 2047;
int mebibytes = 1024;
if (args.Length > 1 || (args.Length == 1 && (!int.TryParse(args[0], CultureInfo.InvariantCulture, out mebibytes) || mebibytes is < 1 or > Most)))
{
    Console.Error.WriteLine($"'{string.Join(' ', args)}' is not one number from 1 to {Most}. Give the size of the value in MiB, for example 64.");
    return 2;
}

return await ShareMemory.RunAsync(mebibytes) ? 0 : 1;
