using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.SampleTests.Segmentation;

public class GridGraphTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 3)]
    public void SortedEdges_AnySize_JoinEachPairOfNeighboursOnce(int width, int height)
    {
        var graph = Graph(width, height, seed: 1);

        var pairs = graph.SortedEdges.Select(edge => (graph.FromOf(edge), graph.ToOf(edge))).ToList();

        var expected = from a in Enumerable.Range(0, width * height)
                       from b in Enumerable.Range(0, width * height)
                       where a < b && Math.Abs((a % width) - (b % width)) <= 1 && Math.Abs((a / width) - (b / width)) <= 1
                       select (a, b);
        Assert.Equal(expected.Order(), pairs.Order());
    }

    [Fact]
    public void SortedEdges_RandomColours_ComeInOrderOfWeight()
    {
        var graph = Graph(20, 15, seed: 2);

        var weights = graph.SortedEdges.Select(graph.WeightOf).ToList();

        Assert.Equal(weights.Order(), weights);
    }

    [Fact]
    public void WeightOf_BlackAndWhite_IsTheirDistanceInColour()
    {
        var graph = GridGraph.Create([0, 0, 0, 255, 255, 255], width: 2, height: 1);

        Assert.Equal(255 * Math.Sqrt(3), graph.WeightOf(Assert.Single(graph.SortedEdges)), 0.5 / GridGraph.StepsPerLevel);
    }

    private static GridGraph Graph(int width, int height, int seed)
    {
        var random = new Random(seed);
        float[] pixels = [.. Enumerable.Range(0, width * height * 3).Select(_ => (float)random.Next(256))];
        return GridGraph.Create(pixels, width, height);
    }
}
