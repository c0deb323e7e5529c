namespace OrleansPool.CliFunctions;

/// <summary>Has only a method that is not static.</summary>
public sealed class Counter
{
    public int Count { get; private set; }

    public int Add(int number) => Count += number;
}
