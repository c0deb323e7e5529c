namespace OrleansPool.BehaviorTests.Support;

/// <summary>For what has no event to wait for.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);

    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Bound.Limit);
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
            Assert.Fail($"Waited {Bound.Limit.TotalSeconds} s in vain until {what}.");
        }
    }
}
