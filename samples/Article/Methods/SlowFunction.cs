namespace OrleansPool.Samples.Article.Methods;

/// <summary>The function of the comparison, with one argument and with two.</summary>
/// <remarks>It waits, and answers with something that shows its arguments.</remarks>
internal sealed class SlowFunction(TimeSpan delay)
{
    private readonly TimeSpan _delay = delay;

    public long One(int number)
    {
        Wait();
        return (long)number * number;
    }

    public long Two(int left, int right)
    {
        Wait();
        return (long)left * right;
    }

    /// <summary><see cref="Two"/> for the methods that give a function one argument.</summary>
    public long Pair((int Left, int Right) pair) => Two(pair.Left, pair.Right);

    private void Wait()
    {
        // A sleep of zero is a call to the system, which is not what "no delay" is to measure.
        if (_delay > TimeSpan.Zero)
        {
            Thread.Sleep(_delay);
        }
    }
}
