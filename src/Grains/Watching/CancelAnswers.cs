namespace OrleansPool.Watching;

/// <summary>What several who may have a job say of cancelling it. One that does not answer in time may still do it: that is no "no".</summary>
internal static class CancelAnswers
{
    /// <summary>An answer, in a type that has room for none.</summary>
    public static async Task<bool?> Of(Task<bool> answer) => await answer.ConfigureAwait(false);

    /// <summary>Whether one of them has cancelled it.</summary>
    /// <exception cref="TimeoutException">None says so, and not all have answered.</exception>
    public static bool Any(bool?[] answers, string silence) =>
        answers.Contains(true) || (answers.Contains(null) ? throw new TimeoutException(silence) : false);
}
