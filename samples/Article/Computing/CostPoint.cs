namespace OrleansPool.Samples.Article.Computing;

/// <summary>What a call of some cost took in the loop and in <c>map</c>, in microseconds.</summary>
internal readonly record struct CostPoint(double Loop, double Map)
{
    public double Loss => Map - Loop;

    public bool MapWins => Loss < 0;
}
