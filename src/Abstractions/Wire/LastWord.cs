namespace OrleansPool.Wire;

/// <summary>
/// Sends a message that ends something. No later message makes up for it when it is lost, so it is sent a few times; then the other side finds
/// out by silence.
/// </summary>
internal static class LastWord
{
    private const int Times = 3;

    /// <exception cref="Exception">None was answered: what the last failed with.</exception>
    public static async Task SendAsync(Func<Task> send, TimeProvider time)
    {
        var backOff = new BackOff(time);
        for (int sent = 1; ; sent++)
        {
            try
            {
                // A grain sends in its own turns.
                await send().ConfigureAwait(true);
                return;
            }
            catch (Exception) when (sent < Times)
            {
                await backOff.WaitAsync(CancellationToken.None).ConfigureAwait(true);
            }
        }
    }
}
