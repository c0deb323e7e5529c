namespace OrleansPool.TravelTests.Shapes;

/// <summary>A plain class whose methods are functions.</summary>
internal sealed class Scale(int factor)
{
    private readonly int _factor = factor;

    public int Apply(int x) => _factor * x;

    public Func<int, int> Lambda(int plus) => x => (_factor * x) + plus;
}
