namespace OrleansPool.Options;

/// <summary>Limits that several options have in common.</summary>
internal static class OptionLimits
{
    public const double LeastWeight = 0.001;
    public const double MostWeight = 1000;
}
