namespace OrleansPool.TestSupport;

/// <summary>For what has no event to wait for.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);

    public static async Task HoldsAsync(Func<bool> condition, string what, TimeSpan? within = null)
    {
        TimeSpan patience = within ?? Bound.Limit;
        using var limit = new CancellationTokenSource(patience);
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (!condition())
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Waited {patience.TotalSeconds} s in vain until {what}.");
        }
    }
}
