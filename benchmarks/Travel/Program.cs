using System.Globalization;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Travel;

/// <summary>
/// What it costs that code travels: the first call of a program that is new to a silo under 1 s, no bytes of code for one that has not changed, a warm call at
/// most 50 µs more than one of code that the silo has, an item nothing more. Usage: dotnet run -c Release --project benchmarks/Travel [ROUNDS]. With "quick", once
/// and small: that they run, not how fast.
/// </summary>
internal static class Program
{
    /// <summary>The argument of the client's process.</summary>
    public const string First = "first";

    public static async Task<int> Main(string[] arguments)
    {
        if (!ReleaseBuild.IsRunning())
        {
            return ReleaseBuild.Refused;
        }

        if (arguments is [First, string gateway])
        {
            await FirstCall.CallAsync(gateway);
            return 0;
        }

        bool isQuick = arguments is ["quick"];
        int rounds = isQuick ? 1 : arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 7;
        double first = await FirstCall.MeasureAsync(Math.Min(rounds, 5));
        long again = await CodeBytes.MeasureAsync();
        double added = await WarmCalls.MeasureAsync(rounds);
        return again == 0 && (isQuick || (first < 1_000 && added <= 50)) ? 0 : 1;
    }
}
