using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.SampleTests.Segmentation;

public class DisjointSetTests
{
    [Fact]
    public void Find_NothingJoined_EachElementStandsForItself()
    {
        var sets = new DisjointSet(4);

        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 4).Select(sets.Find));
        Assert.Equal(4, sets.SetCount);
    }

    [Fact]
    public void Union_OfTwoSets_HasOneRootAndTheSumOfTheSizes()
    {
        var sets = new DisjointSet(5);
        sets.Union(sets.Find(0), sets.Find(1));
        sets.Union(sets.Find(2), sets.Find(3));

        int root = sets.Union(sets.Find(1), sets.Find(3));

        Assert.All([0, 1, 2, 3], element => Assert.Equal(root, sets.Find(element)));
        Assert.NotEqual(root, sets.Find(4));
        Assert.Equal(4, sets.SizeOf(root));
        Assert.Equal(2, sets.SetCount);
    }

    [Fact]
    public void Union_RandomPairs_AgreesWithRelabelling()
    {
        const int Count = 200;
        var random = new Random(1);
        var sets = new DisjointSet(Count);
        int[] labels = [.. Enumerable.Range(0, Count)];
        for (int i = 0; i < 150; i++)
        {
            (int a, int b) = (random.Next(Count), random.Next(Count));
            if (sets.Find(a) != sets.Find(b))
            {
                sets.Union(sets.Find(a), sets.Find(b));
            }

            (int from, int to) = (labels[a], labels[b]);
            labels = Array.ConvertAll(labels, label => label == from ? to : label);
        }

        for (int a = 0; a < Count; a++)
        {
            Assert.Equal(labels.Count(label => label == labels[a]), sets.SizeOf(sets.Find(a)));
            for (int b = 0; b < a; b++)
            {
                Assert.Equal(labels[a] == labels[b], sets.Find(a) == sets.Find(b));
            }
        }
    }
}
