using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansPool.UnitTests.Functions;

namespace OrleansPool.UnitTests.Payloads;

/// <summary>Values of all the kinds that a user may pass as items.</summary>
public sealed class ItemTypeTests
{
    [Fact]
    public void Collections_OfUserTypes_RoundTrip()
    {
        Assert.Equal(new Person("a", 1), Blocks.Trip(new Dictionary<string, Person> { ["a"] = new("a", 1) })["a"]);
        Assert.Null(Blocks.Trip<Person?[]>([new("a", 1), null])[1]);
        Assert.Equal([new Hidden(1, "x")], Blocks.Trip<List<Hidden>>([new(1, "x")]));
        Assert.Equal([1, 2], Blocks.Trip(new Stack<int>([1, 2])).Reverse());
        Assert.Equal(2, Blocks.Trip(new ConcurrentDictionary<string, Person>([new("b", new("b", 2))]))["b"].Age);
        Assert.Equal([new Person("i", 3)], Blocks.Trip<ImmutableList<Person>>([new Person("i", 3)]));
        Assert.Equal(5, Blocks.Trip(new[,] { { 1, 2 }, { 3, 5 } })[1, 1]);
        Assert.Equal([1, 2, 3], Blocks.Trip<IReadOnlyList<int>>([1, 2, 3]));
        Assert.Equal([1, 2, 3], Blocks.Trip<IEnumerable<int>>(new List<int> { 1, 2, 3 }));
    }

    [Fact]
    public void Tuples_Large_RoundTrip()
    {
        (int, string, Person, Colour, double?, Node?, byte[], long, char) tuple = (1, "2", new("p", 3), Colour.Red, 4, null, [5], 6, '7');
        var copy = Blocks.Trip(tuple);
        Assert.Equal([5], copy.Item7);
        Assert.Equal(tuple with { Item7 = null! }, copy with { Item7 = null! });
    }

    [Fact]
    public void AnonymousTypes_InArrays_RoundTrip()
    {
        var items = new[] { new { X = 1, Inner = new { Y = "a" } }, new { X = 2, Inner = new { Y = "b" } } };
        Assert.Equal(items, Blocks.Trip(items));
    }

    [Fact]
    public void Graph_SharedAndCyclic_KeepsIdentity()
    {
        var shared = new Node { Value = 7 };
        Node[] copy = Blocks.Trip<Node[]>([shared, shared, new Node { Next = shared }]);
        Assert.Same(copy[0], copy[1]);
        Assert.Same(copy[0], copy[2].Next);
        var loop = new Node();
        loop.Next = loop;
        Node loopCopy = Blocks.Trip(loop);
        Assert.Same(loopCopy, loopCopy.Next);
    }

    [Fact]
    public void FrameworkStructs_WithoutOrleansCodec_RoundTrip()
    {
        var vector = new System.Numerics.Vector3(1, 2, 3);
        Assert.Equal(vector, Blocks.Trip(vector));
        Assert.Equal(vector, Blocks.Trip(new Box<System.Numerics.Vector3>(vector)).Value);
        Assert.Equal([vector, 1..3], Blocks.Trip<List<object>>([vector, 1..3]));
    }

    [Fact]
    public void CollectionExpressions_ForInterfaces_RoundTrip()
    {
        // The compiler makes classes of its own for these, and they are not iterators.
        IEnumerable<int> many = [1, Environment.ProcessId, 3];
        IReadOnlyList<string> one = [Environment.MachineName];
        Assert.Equal(many, Blocks.Trip(many));
        Assert.Equal(one, Blocks.Trip(one));
    }

    [Fact]
    public void Delegate_AsItem_RoundTrips()
    {
        int k = 3;
        Assert.Equal(6, Blocks.Trip<Func<int, int>>(x => x * k)(2));
    }

    [Fact]
    public void Type_AndEnum_AsItems_RoundTrip()
    {
        Assert.Equal(typeof(Box<Person>), Blocks.Trip(typeof(Box<Person>)));
        Assert.Equal(Colour.Green, Blocks.Trip(Colour.Green));
        Assert.Null(Blocks.Trip<Colour?>(null));
    }

    [Fact]
    public void Inherited_PrivateFields_RoundTrip()
    {
        BaseOf copy = Blocks.Trip<BaseOf>(new Derived { Hidden = 5, Own = 6 });
        Assert.Equal((5, 6), (copy.Hidden, Assert.IsType<Derived>(copy).Own));
    }
}
