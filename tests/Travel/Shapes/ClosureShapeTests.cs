using System.Collections.Immutable;
using System.Numerics;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Shapes;

/// <summary>What lambdas capture.</summary>
public abstract class ClosureShapeTests(GenericSilo silo) : ShapeTests(silo)
{
    [Fact(Timeout = Bound.Test)]
    public Task Numbers_AnArray_ARecord_ADictionary_ATuple()
    {
        int number = 3;
        int[] array = [1, 2];
        var shape = new Shape("s", 1.5);
        Dictionary<string, int> dictionary = new() { ["a"] = 4 };
        (int, string) tuple = (5, "five");
        return SameAsync(x => $"{x * number} {array[1]} {shape.Name} {dictionary["a"]} {tuple.Item2}", Numbers);
    }

    [Fact(Timeout = Bound.Test)]
    public Task NestedClosures()
    {
        int outer = 10;
        Func<int, Func<int, int>> make = inner =>
        {
            int middle = inner + outer;
            return x => x + middle + outer;
        };
        return SameAsync(make(5), Numbers);
    }

    [Fact(Timeout = Bound.Test)]
    public Task AnotherFunction()
    {
        Func<int, int> twice = x => 2 * x;
        Func<double, double> root = Math.Sqrt;
        return SameAsync(x => twice(x) + root(x), Numbers);
    }

    [Fact(Timeout = Bound.Test)]
    public Task ThisOfAPlainClass() => SameAsync(new Scale(4).Lambda(1), Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task ValuesOfTheFramework()
    {
        Type type = typeof(List<Shape>);
        DayOfWeek day = DayOfWeek.Friday;
        var uri = new Uri("https://example.org/a");
        var big = BigInteger.Pow(7, 40);
        ImmutableArray<int> immutable = [3, 4];
        HashSet<string> set = ["x"];
        return SameAsync(x => $"{type.Name} {day} {uri.Host} {big + x} {immutable[0]} {set.Contains("x")}", Numbers);
    }

    [Fact(Timeout = Bound.Test)]
    public Task ScopeInWhichAnotherLambdaHasThePool()
    {
        Pool pool = Pool;
        int factor = 2;
        Func<int> workers = () => pool.WorkerCount + factor;
        Assert.True(workers() > 2);
        return SameAsync(x => x * factor, Numbers);
    }

    [Fact(Timeout = Bound.Test)]
    public Task Graph_ThatLeadsBackToItself()
    {
        var first = new Node(1);
        first.Next = new Node(2) { Next = first };
        return SameAsync(x => x + first.Next!.Next!.Value, Numbers);
    }

    [Fact(Timeout = Bound.Test)]
    public Task AnonymousType()
    {
        var captured = new { Name = "n", Size = 3 };
        return SameAsync(x => captured.Size * x, Numbers);
    }

    [Fact(Timeout = Bound.Test)]
    public Task StaticState_StaysInThePackage_BetweenJobs() => Task.WhenAll(CountAsync(), CountAsync());

    private async Task CountAsync() => Assert.All(await Pool.MapAsync(_ => Counter.Next(), Numbers).Bounded(), count => Assert.InRange(count, 1, 1_000));
}
