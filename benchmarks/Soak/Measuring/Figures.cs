using System.Globalization;

namespace OrleansPool.Soak.Measuring;

/// <summary>What the soak ends with.</summary>
internal sealed record Figures
{
    public int Items { get; init; }

    public int Kills { get; init; }

    /// <summary>Kills of a silo that had the coordinator.</summary>
    public int CoordinatorKills { get; init; }

    public int Restarts { get; init; }

    public int Lost { get; init; }

    public int Twice { get; init; }

    /// <summary>Items whose function ran more than once.</summary>
    public int RunAgain { get; init; }

    public int Wrong { get; init; }

    /// <summary>Items that were charged an attempt.</summary>
    public int Charged { get; init; }

    public TimeSpan SlowestRecovery { get; init; }

    public bool IsExact => Lost + Twice + Wrong == 0;

    /// <summary>Whether nothing was lost, doubled or wrong, and each recovery was in time. Says so if one was not.</summary>
    public bool IsGood(TimeSpan longestRecovery)
    {
        if (SlowestRecovery > longestRecovery)
        {
            Console.WriteLine($"the slowest recovery took more than {longestRecovery.TotalSeconds} s");
        }

        return IsExact && SlowestRecovery <= longestRecovery;
    }

    public static Figures operator +(Figures left, Figures right) => new()
    {
        Items = left.Items + right.Items,
        Kills = left.Kills + right.Kills,
        CoordinatorKills = left.CoordinatorKills + right.CoordinatorKills,
        Restarts = left.Restarts + right.Restarts,
        Lost = left.Lost + right.Lost,
        Twice = left.Twice + right.Twice,
        RunAgain = left.RunAgain + right.RunAgain,
        Wrong = left.Wrong + right.Wrong,
        Charged = left.Charged + right.Charged,
        SlowestRecovery = left.SlowestRecovery > right.SlowestRecovery ? left.SlowestRecovery : right.SlowestRecovery,
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"items {Items}  kills {Kills}, of the coordinator {CoordinatorKills}  restarts {Restarts}  lost {Lost}  delivered twice {Twice}  wrong {Wrong}  run more than once {RunAgain}  charged {Charged}  slowest recovery {SlowestRecovery.TotalSeconds:F1} s");
}
