using OrleansPool.FSharpFunctions;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Shapes;

/// <summary>Functions and values of F#.</summary>
public abstract class FSharpShapeTests(GenericSilo silo) : ShapeTests(silo)
{
    [Fact(Timeout = Bound.Test)]
    public Task Closure() => SameAsync(Functions.scaled(3), Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task FunctionThatCapturesAFunction() => SameAsync(Functions.composed(3), Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task Records() => SameAsync(Functions.grown, new Point("a", 1), new Point("b", 2.5));

    [Fact(Timeout = Bound.Test)]
    public Task Unions() => SameAsync(Functions.area, [.. Functions.figures]);

    [Fact(Timeout = Bound.Test)]
    public Task ListsAndOptions() => SameAsync(Functions.sumIfAny(4), [.. Functions.lists]);

    [Fact(Timeout = Bound.Test)]
    public Task TaskExpression() => SameAsync(Functions.later(5), Numbers);
}
