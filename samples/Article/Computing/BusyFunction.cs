using System.Runtime.CompilerServices;
using OrleansPool.Samples.Article.Measuring;

namespace OrleansPool.Samples.Article.Computing;

/// <summary>A function that computes for about as long as it is told.</summary>
/// <remarks>It counts steps, not time: a call that was interrupted has still done all of its work.</remarks>
internal sealed class BusyFunction(int steps)
{
    private const int CalibrationSteps = 2_000_000;

    private readonly int _steps = steps;

    /// <summary>A function that takes so long on this machine, when it has a core to itself.</summary>
    public static BusyFunction Of(double microseconds, double stepsPerMicrosecond) => new((int)(microseconds * stepsPerMicrosecond));

    /// <summary>How fast this machine is, in steps a microsecond.</summary>
    public static double StepsPerMicrosecond()
    {
        var calibration = new BusyFunction(CalibrationSteps);
        TimeSpan best = Stopclock.Best(() => calibration.Compute(1));
        return CalibrationSteps / best.TotalMicroseconds;
    }

    // Optimized from its first call on: a step must cost the same in every run.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public uint Compute(int number)
    {
        uint state = (uint)number;
        for (int step = 0; step < _steps; step++)
        {
            state = (state * 1664525) + 1013904223;
        }

        return state;
    }
}
