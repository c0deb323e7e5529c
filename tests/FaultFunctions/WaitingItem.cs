namespace OrleansPool.FaultFunctions;

/// <summary>An item that waits for a while and then gives a known answer.</summary>
/// <param name="Index">The item.</param>
/// <param name="Milliseconds">How long it waits.</param>
public readonly record struct WaitingItem(int Index, int Milliseconds)
{
    /// <summary>The function under test: waits, as something that computes on another machine would.</summary>
    public static Answer Wait(WaitingItem item)
    {
        Thread.Sleep(item.Milliseconds);
        return new Answer(item.Index, AnswerTo(item.Index), PoolContext.Current.Attempt);
    }

    /// <summary>As <see cref="Wait"/>, but on the silo with that port an item takes longer than any test, so that it is lost with the silo for certain.</summary>
    public static Answer WaitForEverAt((WaitingItem Item, int SiloPort) input)
    {
        if (PoolContext.Current.Silo.Contains($":{input.SiloPort}@", StringComparison.Ordinal))
        {
            Thread.Sleep(Timeout.Infinite);
        }

        return Wait(input.Item);
    }

    /// <summary>What only the function knows.</summary>
    public static long AnswerTo(int index) => ((long)index * index) + 17;
}
