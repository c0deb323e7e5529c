using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Shapes;

/// <summary>Method groups and what they are bound to.</summary>
public abstract class MethodShapeTests(GenericSilo silo) : ShapeTests(silo)
{
    [Fact(Timeout = Bound.Test)]
    public Task MethodOfTheFramework() => SameAsync(Math.Abs, [-3, 4]);

    [Fact(Timeout = Bound.Test)]
    public Task MethodOfTheUser() => SameAsync(Halve, 2.0, 5.0);

    [Fact(Timeout = Bound.Test)]
    public Task MethodBoundToAString() => SameAsync("hello".Contains, ["ell", "x"]);

    [Fact(Timeout = Bound.Test)]
    public Task MethodBoundToAPlainObject() => SameAsync(new Scale(3).Apply, Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task MethodClosedOverItsFirstArgument() => SameAsync("n".Append, Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task GenericMethod() => SameAsync(GenericScale<int>.Convert<string>, Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task StaticLocalFunction()
    {
        return SameAsync(Cube, Numbers);

        static int Cube(int x) => x * x * x;
    }

    [Fact(Timeout = Bound.Test)]
    public Task LocalFunctionThatCaptures()
    {
        int plus = 7;
        return SameAsync(Add, Numbers);

        int Add(int x) => x + plus;
    }

    [Fact(Timeout = Bound.Test)]
    public Task LambdaThatCapturesNothing() => SameAsync(x => x * x, Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task LambdaInAGenericClass() => SameAsync(GenericScale<int>.Lambda("a"), Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task LambdaInAGenericMethod() => SameAsync(Pair<int, string>("b"), Numbers);

    [Fact(Timeout = Bound.Test)]
    public async Task SeveralArguments() =>
        Assert.Equal((int[])[3, 12], await Pool.StarMapAsync((int a, int b) => a * b, new[] { (1, 3), (3, 4) }).Bounded());

    [Fact(Timeout = Bound.Test)]
    public async Task ActionWithoutAResult() => await Pool.ForEachAsync(x => _ = new Shape("a", x), [1.0, 2.0]).AsTask().WaitAsync(Bound.Limit);

    private static double Halve(double x) => x / 2;

    private static Func<TItem, string> Pair<TItem, TOther>(TOther other) => x => $"{typeof(TOther).Name} {other} {x}";
}
