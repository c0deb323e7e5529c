using System.CommandLine;

namespace OrleansPool.Samples.SegmentationMasks.CommandLine;

/// <summary>Ranges of options.</summary>
internal static class OptionRange
{
    /// <summary>The value of an option.</summary>
    /// <exception cref="UsageException">The value is out of its range; the message names option, value and range.</exception>
    public static T GetValueIn<T>(this ParseResult arguments, Option<T> option, Func<T, bool> isInRange, string range)
    {
        T value = arguments.GetRequiredValue(option);
        return isInRange(value) ? value : throw new UsageException($"{option.Name} is {value}, and must be {range}.");
    }
}
