namespace OrleansPool.Session;

/// <summary>
/// A call that is made once more when its answer is late, while the first is still waited for. What a lost silo was asked is never answered,
/// and waiting for the time-out would cost its whole length; a shorter time-out would cut the calls of a silo that is only slow.
/// </summary>
internal static class LateCall
{
    /// <summary>Makes the call, more than once if its answer is late, and returns the first answer.</summary>
    /// <param name="call">A call that may be made twice; it is told how often it was made before.</param>
    /// <param name="late">After how long without an answer it is made again.</param>
    /// <param name="again">After how long the next times.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="Exception">All calls under way have failed: what the last failed with.</exception>
    public static async Task<T> MakeAsync<T>(Func<int, Task<T>> call, TimeSpan late, TimeSpan again, TimeProvider time, CancellationToken cancellationToken)
    {
        List<Task<T>> calls = [call(0)];
        int turn = 0;
        while (true)
        {
            Task<T> answered;
            try
            {
                answered = await Task.WhenAny(calls).WaitAsync(calls.Count == 1 ? late : again, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                calls.Add(call(++turn));
                continue;
            }

            if (answered.IsCompletedSuccessfully || calls.Count == 1)
            {
                calls.ForEach(Forget);
                return await answered.ConfigureAwait(false);
            }

            calls.Remove(answered);
            Forget(answered);
        }
    }

    /// <summary>Nobody waits for it any more: what it fails with is no news.</summary>
    private static void Forget(Task call) => call.ContinueWith(
        static failed => _ = failed.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
