using OrleansPool.FSharpFunctions;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Shapes;

/// <summary>Functions and values of F#.</summary>
public abstract class FSharpShapeTests(GenericSilo silo) : ShapeTests(silo)
{
    [Fact(Timeout = Bound.Test)]
    public Task Closure() => SameAsync(Sample.scaled(3), Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task FunctionThatCapturesAFunction() => SameAsync(Sample.composed(3), Numbers);

    [Fact(Timeout = Bound.Test)]
    public Task Records() => SameAsync(Sample.grown, new Point("a", 1), new Point("b", 2.5));

    [Fact(Timeout = Bound.Test)]
    public Task Unions() => SameAsync(Sample.area, [.. Sample.figures]);

    [Fact(Timeout = Bound.Test)]
    public Task ListsAndOptions() => SameAsync(Sample.sumIfAny(4), [.. Sample.lists]);

    [Fact(Timeout = Bound.Test)]
    public Task FunctionsWithinItems() => SameAsync(step => step.Apply.Invoke(1), Sample.step(2), Sample.step(3));

    [Fact(Timeout = Bound.Test)]
    public async Task FunctionsWithinResults_AreRefused()
    {
        var error = await Assert.ThrowsAsync<ResultNotSerializableException>(() => Pool.MapAsync(x => Sample.step(x), Numbers).Bounded());
        Assert.Contains("is a function, and a silo may not give functions to its clients", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ValueOfAModule_ThatWasAssignedHere_IsThereWhatItWasAtFirst()
    {
        Sample.held = 100;
        Assert.Equal(103, Sample.plusHeld.Invoke(3));
        Assert.Equal((int[])[10], await Pool.MapAsync(Sample.plusHeld, [3]).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public Task TaskExpression() => SameAsync(Sample.later(5), Numbers);
}
