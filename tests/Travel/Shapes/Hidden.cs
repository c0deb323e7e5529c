namespace OrleansPool.TravelTests.Shapes;

/// <summary>A struct with a private field, which travels as memory.</summary>
internal readonly struct Hidden(int value)
{
    private readonly int _value = value;

    public int Twice() => 2 * _value;
}
