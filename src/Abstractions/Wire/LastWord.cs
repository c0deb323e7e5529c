namespace OrleansPool.Wire;

/// <summary>
/// Sends a message that ends something. No later message makes up for it when it is lost, so it is sent again for some
/// seconds; then the other side finds out by silence.
/// </summary>
internal static class LastWord
{
    /// <summary>Those that fail late, after a time-out of their own, are sent this often all the same.</summary>
    private const int LeastTimes = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <exception cref="Exception">None was answered: what the last failed with.</exception>
    public static async Task SendAsync(Func<Task> send, TimeProvider time)
    {
        var backOff = new BackOff(time);
        long started = time.GetTimestamp();
        for (int sent = 1; ; sent++)
        {
            try
            {
                // A grain sends in its own turns.
                await send().ConfigureAwait(true);
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException && (sent < LeastTimes || time.GetElapsedTime(started) < Patience))
            {
                await backOff.WaitAsync(CancellationToken.None).ConfigureAwait(true);
            }
        }
    }
}
