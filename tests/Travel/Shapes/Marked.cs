namespace OrleansPool.TravelTests.Shapes;

/// <summary>A type with a serializer that was generated with this assembly.</summary>
[GenerateSerializer]
internal sealed class Marked
{
    [Id(0)]
    public int Value { get; set; }
}
