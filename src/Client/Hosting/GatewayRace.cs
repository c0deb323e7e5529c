namespace OrleansPool.Hosting;

/// <summary>
/// Connects by all gateways at once; when that takes long, by each of them alone as well. Orleans asks one gateway after the other, and waits seconds for
/// each that takes a connection and says nothing. The first that comes through is kept.
/// </summary>
internal static class GatewayRace
{
    /// <summary>So long all of them may take. On a machine that is not busy it takes a tenth of that.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>More are not tried alone: each costs as much as a client.</summary>
    private const int MostAlone = 8;

    /// <param name="gateways">All gateways.</param>
    /// <param name="connect">Connects by some gateways.</param>
    /// <param name="release">Lets go of a connection that has come too late.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends all attempts.</param>
    /// <exception cref="PoolTimeoutException">None came through in the time that the attempt by all of them took.</exception>
    public static async Task<T> RunAsync<T>(
        GatewayList gateways,
        Func<GatewayList, CancellationToken, Task<T>> connect,
        Func<T, ValueTask> release,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<T> all = connect(gateways, over.Token);
        List<Task<T>> attempts = [all];
        try
        {
            if (gateways.Endpoints.Length > 1 && await Task.WhenAny(all, Task.Delay(Patience, time, over.Token)).ConfigureAwait(false) != all)
            {
                attempts.AddRange(gateways.Alone().Take(MostAlone).Select(gateway => connect(gateway, over.Token)));
            }

            while (true)
            {
                Task<T> ended = await Task.WhenAny(attempts).ConfigureAwait(false);
                attempts.Remove(ended);
                if (ended == all || ended.Exception?.InnerException is not PoolTimeoutException)
                {
                    return await ended.ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            attempts.ForEach(late => _ = ReleaseAsync(late, release));
        }
    }

    private static async Task ReleaseAsync<T>(Task<T> late, Func<T, ValueTask> release)
    {
        try
        {
            await release(await late.ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody waits for it any more: what it failed with is no news.
            return;
        }
    }
}
