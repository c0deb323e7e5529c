using OrleansPool.Samples.Article.Measuring;

namespace OrleansPool.Samples.Article.Computing;

/// <summary>Finds how much work a call must have for <c>map</c> to beat the loop, by measuring both with calls of growing cost.</summary>
internal sealed class BreakEven(Pool pool, CancellationToken cancellationToken)
{
    public const int Calls = 1000;

    /// <summary>Work of one call, in microseconds.</summary>
    private static readonly double[] Costs = [0, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200];

    private readonly int[] _numbers = [.. Enumerable.Range(0, Calls)];

    public BreakEvenResult Find()
    {
        double stepsPerMicrosecond = BusyFunction.StepsPerMicrosecond();
        Measure(BusyFunction.Of(0, stepsPerMicrosecond));
        var points = new List<CostPoint>();
        foreach (double cost in Costs)
        {
            points.Add(Measure(BusyFunction.Of(cost, stepsPerMicrosecond)));
            if (points is [.., { MapWins: true }, { MapWins: true }])
            {
                break;
            }
        }

        return new BreakEvenResult(pool.WorkerCount, Calls, points[0].Map, MeasureApply(), Crossing(points));
    }

    /// <summary>Where the lines through the measured points cross; null if <c>map</c> did not win for good.</summary>
    public static double? Crossing(IReadOnlyList<CostPoint> points)
    {
        if (points is not [.., { MapWins: true }, { MapWins: true }])
        {
            return null;
        }

        if (points.Count == 2)
        {
            return points[0].Loop;
        }

        CostPoint before = points[^3];
        CostPoint after = points[^2];
        return before.Loop + ((after.Loop - before.Loop) * before.Loss / (before.Loss - after.Loss));
    }

    private CostPoint Measure(BusyFunction busy)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var results = new uint[Calls];
        TimeSpan loop = Stopclock.Best(() =>
        {
            for (int index = 0; index < results.Length; index++)
            {
                results[index] = busy.Compute(_numbers[index]);
            }
        });
        TimeSpan map = Stopclock.Best(() => pool.Map(busy.Compute, _numbers, cancellationToken: cancellationToken));
        return new CostPoint(loop.TotalMicroseconds / Calls, map.TotalMicroseconds / Calls);
    }

    private double MeasureApply()
    {
        var nothing = new BusyFunction(0);
        TimeSpan apply = Stopclock.Best(() =>
        {
            foreach (int number in _numbers)
            {
                pool.Apply(nothing.Compute, number, cancellationToken: cancellationToken);
            }
        });
        return apply.TotalMicroseconds / Calls;
    }
}
