namespace OrleansPool.TravelTests.Shapes;

/// <summary>Part of a graph that may lead back to itself.</summary>
internal sealed class Node(int value)
{
    public int Value { get; } = value;

    public Node? Next { get; set; }
}
