namespace OrleansPool.Options;

/// <summary>Limits that several options have in common.</summary>
internal static class OptionLimits
{
    public const double LeastWeight = 0.001;
    public const double MostWeight = 1000;

    /// <summary>What the timers of .NET can count.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>That limit in messages: whole days, all of them allowed.</summary>
    public static readonly int LongestDays = LongestTime.Days;
}
