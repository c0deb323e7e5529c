using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using OrleansPool.Placement;
using OrleansPool.Session;

namespace OrleansPool.Options;

/// <summary>Checks the settings of a job at the call and reports all that are wrong at once.</summary>
internal static class JobOptionsValidator
{
    private const int MaxAttemptsLimit = 100;
    private const int MaxNameLength = 200;
    private const ErrorMode Contradiction = ErrorMode.FailFast | ErrorMode.Collect;
    private static readonly TimeSpan MinItemTimeout = TimeSpan.FromMilliseconds(1);

    /// <param name="options">The settings.</param>
    /// <param name="chunkSize">The argument of the verb: a problem of its own, unless there are others.</param>
    /// <param name="isImap">Whether the verb is an imap.</param>
    /// <param name="silos">The silos with their labels. While none is known the session finds out whether one matches.</param>
    public static void ThrowIfInvalid(
        JobOptions options,
        int? chunkSize,
        bool isImap,
        SiloTable silos)
    {
        List<string> errors = [];
        Check(options.ChunkSize is null or >= 1, $"ChunkSize is {options.ChunkSize}; it must be at least 1 item. Leave it unset for an adaptive one.");
        Check(
            options.ErrorMode != Contradiction,
            $"ErrorMode is FailFast and Collect at once: the one cancels what is left at the first failure, the other runs all items. Use one of them.");
        Check(
            Enum.IsDefined(options.ErrorMode) || options.ErrorMode == Contradiction,
            $"ErrorMode is {options.ErrorMode}, which is none of its values. Use WaitForAll, FailFast or Collect.");
        Check(
            !isImap || options.ErrorMode is ErrorMode.WaitForAll or Contradiction,
            $"ErrorMode is {options.ErrorMode}, but an imap delivers each failure in its place. Leave ErrorMode unset; use WithOutcomes() to get failures as values.");
        Check(
            options.Timeout is null || (options.Timeout > TimeSpan.Zero && options.Timeout <= OptionLimits.LongestTime),
            $"Timeout is {options.Timeout}; it must be more than zero and at most {OptionLimits.LongestDays} days. Leave it unset for no limit.");
        Check(
            options.ItemTimeout is null || (options.ItemTimeout >= MinItemTimeout && options.ItemTimeout <= OptionLimits.LongestTime),
            $"ItemTimeout is {options.ItemTimeout}; it must be {MinItemTimeout.TotalMilliseconds:F0} ms to {OptionLimits.LongestDays} days. Leave it unset for no limit.");
        Check(
            options.ItemTimeoutGrace >= TimeSpan.Zero && options.ItemTimeoutGrace <= OptionLimits.LongestTime,
            $"ItemTimeoutGrace is {options.ItemTimeoutGrace}; it must be 0 to {OptionLimits.LongestDays} days. Leave it unset for {JobOptions.DefaultItemTimeoutGrace.TotalSeconds:F0} s.");
        Check(
            options.MaxAttempts is >= 1 and <= MaxAttemptsLimit,
            $"MaxAttempts is {options.MaxAttempts}; it must be 1 to {MaxAttemptsLimit}. Use 1 to never start an item twice.");
        Check(
            !(options.Hedge && options.MaxAttempts == 1),
            $"Hedge is set and MaxAttempts is 1: the one runs slow items a second time, the other never starts an item twice. Use one of them.");
        Check(
            !(options.Timeout > TimeSpan.Zero && options.ItemTimeout > options.Timeout),
            $"ItemTimeout is {options.ItemTimeout}, longer than Timeout, which is {options.Timeout}: the job ends before any of its items can. Make ItemTimeout shorter, or raise or leave out Timeout.");
        if (options.Retry is { } retry)
        {
            errors.AddRange(RetryOptionsValidator.ErrorsOf(retry));
            Check(
                !(options.Timeout > TimeSpan.Zero && retry.Attempts > 1 && retry.Delay > options.Timeout),
                $"Retry.Delay is {retry.Delay}, longer than Timeout, which is {options.Timeout}: the job ends before any of its items runs again. Make Delay shorter, or raise or leave out Timeout.");
        }

        Check(
            options.Weight is >= OptionLimits.LeastWeight and <= OptionLimits.MostWeight,
            $"Weight is {options.Weight}; it must be {OptionLimits.LeastWeight} to {OptionLimits.MostWeight}. Leave it at 1 for an equal share.");
        Check(options.MaxWorkers is null or >= 1, $"MaxWorkers is {options.MaxWorkers}; it must be at least 1. Leave it unset for all of the pool's workers.");
        errors.AddRange(LabelErrors(options.Labels, silos));
        Check(options.BufferSize is null or >= 1, $"BufferSize is {options.BufferSize}; it must be at least 1 item. Leave it unset for an adaptive one.");
        Check(options.BufferBytes >= 1, $"BufferBytes is {options.BufferBytes}; it must be at least 1 byte. Leave it unset for {JobOptions.DefaultBufferBytes} (64 MiB).");
        Check(options.Name is null || options.Name.Length <= MaxNameLength, $"Name has {options.Name?.Length} characters; it may have {MaxNameLength}. Shorten it, and log the rest.");

        string? wrongChunks = chunkSize < 1 ? $"The chunk size is {chunkSize}; it must be at least 1 item. Leave it out for an adaptive one." : null;
        if (errors.Count == 0 && wrongChunks is not null)
        {
            throw new ArgumentOutOfRangeException(nameof(chunkSize), chunkSize, wrongChunks);
        }

        if (errors.Count > 0)
        {
            Check(wrongChunks is null, $"{wrongChunks}");
            throw new OptionsValidationException(nameof(JobOptions), typeof(JobOptions), errors);
        }

        static IEnumerable<string> LabelErrors(IDictionary<string, string> labels, SiloTable silos)
        {
            string[] errors = [.. LabelRules.ErrorsIn("Labels", labels)];
            return errors.Length > 0 || silos.WhyNone(labels) is not { } why ? errors : [why];
        }

        // Most jobs have nothing wrong: what would be said then is not put together.
        void Check(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ErrorText error)
        {
            if (!holds)
            {
                errors.Add(error.ToStringAndClear());
            }
        }
    }
}
