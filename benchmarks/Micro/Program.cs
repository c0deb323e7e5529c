using System.CommandLine;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using OrleansPool.Benchmarks.Micro.CommandLine;
using OrleansPool.Benchmarks.Micro.Scheduling;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Micro;

/// <summary>Micro-benchmarks. Usage: dotnet run -c Release --project benchmarks/Micro -- --help</summary>
internal static class Program
{
    private const int AllWell = 0;
    private const int SomethingIsShort = 1;
    private const int WrongUsage = 2;

    public static int Main(string[] arguments)
    {
        if (!ReleaseBuild.IsRunning())
        {
            return ReleaseBuild.Refused;
        }

        var command = new MicroCommand();
        ParseResult parsed = command.Root.Parse(arguments);
        if (parsed.Errors is [var wrong, ..])
        {
            Console.Error.WriteLine(wrong.Message);
            return WrongUsage;
        }

        command.Root.SetAction(read => Run(command.Filter(read), command.IsShort(read)));
        return parsed.Invoke();
    }

    private static int Run(string filter, bool isShort)
    {
        Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(["--filter", filter, "--join"], MicroConfig.Make(isShort))];
        if (summaries.Sum(summary => summary.BenchmarksCases.Length) == 0)
        {
            Console.Error.WriteLine($"No benchmark matches --filter '{filter}'.");
            return WrongUsage;
        }

        bool isGood = summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success));
        return isGood && (isShort || SchedulerLines.Judge(summaries)) ? AllWell : SomethingIsShort;
    }
}
