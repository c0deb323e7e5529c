using OrleansPool.Retrying;

namespace OrleansPool.Options;

/// <summary>Finds what is wrong with the retry options of a job.</summary>
internal static class RetryOptionsValidator
{
    private const int AttemptsLimit = 1000;
    private const double FactorLimit = 100;

    public static IReadOnlyList<string> ErrorsOf(RetryOptions options)
    {
        List<string> errors = [];
        Check(
            options.Attempts is >= 1 and <= AttemptsLimit,
            $"Retry.Attempts is {options.Attempts}; it must be 1 to {AttemptsLimit}, the first run included. Leave Retry unset for no retry.");
        Check(
            options.Delay >= TimeSpan.Zero && options.Delay <= OptionLimits.LongestTime,
            $"Retry.Delay is {options.Delay}; it must be zero to {OptionLimits.LongestDays} days. Use zero to retry at once.");
        Check(
            options.MaxDelay is null || (options.MaxDelay >= TimeSpan.Zero && options.MaxDelay <= OptionLimits.LongestTime),
            $"Retry.MaxDelay is {options.MaxDelay}; it must be zero to {OptionLimits.LongestDays} days. Leave it unset for 30 s.");
        Check(
            options.MaxDelay is null || options.Delay <= options.MaxDelay,
            $"Retry.Delay is {options.Delay}, longer than Retry.MaxDelay, which is {options.MaxDelay}. Raise MaxDelay or lower Delay.");
        Check(
            options.Factor is >= 1 and <= FactorLimit,
            $"Retry.Factor is {options.Factor}; it must be 1 to {FactorLimit}. Use 1 for waits that do not grow, 2 for ones that double.");
        Check(
            options.Jitter is >= 0 and <= 1,
            $"Retry.Jitter is {options.Jitter}; it must be a fraction from 0 to 1. Use 0 for exact waits, 1 for wholly random ones.");
        Check(options.Exceptions is not null, "Retry.Exceptions is null. Leave it unset, or empty, to retry after every exception.");
        foreach (Type? type in options.Exceptions ?? [])
        {
            Check(
                typeof(Exception).IsAssignableFrom(type),
                $"Retry.Exceptions has {type?.ToString() ?? "null"}, which is no type of exception. Use types derived from System.Exception, such as typeof(IOException).");
            Check(
                type?.FullName is not { } name || !RetryPolicy.Never.Contains(name),
                $"Retry.Exceptions has {type}, after which an item is never run again: it is not the function's doing, or would be the same each time. "
                + "Leave it out; lost workers are counted by MaxAttempts.");
        }

        return errors;

        void Check(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }
}
