using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Shapes;

/// <summary>Items, results and exceptions of types that the silo has never seen.</summary>
public abstract class ValueShapeTests(GenericSilo silo) : ShapeTests(silo)
{
    [Fact(Timeout = Bound.Test)]
    public Task PlainRecords() => SameAsync(shape => shape with { Size = shape.Grow(2) }, new Shape("a", 1), new Shape("b", 2.5));

    [Fact(Timeout = Bound.Test)]
    public Task PolymorphicItems() => SameAsync(shape => $"{shape.GetType().Name} {shape.Size}", new Shape("a", 1), new Square(3));

    [Fact(Timeout = Bound.Test)]
    public Task StructsWithPrivateFields() => SameAsync(hidden => hidden.Twice(), new Hidden(4), new Hidden(5));

    [Fact(Timeout = Bound.Test)]
    public Task RawResultsOfManyItems() => SameAsync(x => new Hidden(x), [.. Enumerable.Range(0, 10_000)]);

    [Fact(Timeout = Bound.Test)]
    public Task ValueTuples() => SameAsync(pair => (pair.Item2, pair.Item1), (1, "a"), (2, "b"));

    [Fact(Timeout = Bound.Test)]
    public Task AnonymousItems() => SameAsync(x => new { x.Name, Length = x.Name.Length }, new { Name = "abc" }, new { Name = "d" });

    [Fact(Timeout = Bound.Test)]
    public async Task GeneratedSerializers() =>
        Assert.Equal([10, 11], (await Pool.MapAsync(marked => new Marked { Value = marked.Value + 10 }, new[] { new Marked(), new Marked { Value = 1 } }).Bounded()).Select(marked => marked.Value));

    [Fact(Timeout = Bound.Test)]
    public async Task Exception_ArrivesAsItsOwnType_WithItsFields()
    {
        var error = await Assert.ThrowsAsync<LimitException>(() => Pool.MapAsync(x => x < 3 ? x : throw new LimitException("too much", 3), Numbers).Bounded());
        Assert.Equal(("too much", 3), (error.Message, error.Limit));
        Assert.Equal(2L, error.Data["OrleansPool.ItemIndex"]);
        Assert.Contains(nameof(ValueShapeTests), error.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task FailingItem_CostsOnlyItself_AndShowsItsInput()
    {
        MapResult<int> map = Pool.MapAsync(shape => shape.Size > 1 ? throw new InvalidOperationException("large") : 7, new[] { new Shape("a", 1), new Shape("b", 2), new Shape("c", 1) });
        await Assert.ThrowsAsync<InvalidOperationException>(() => map.Bounded());
        Assert.Equal([true, false, true], map.Outcomes.Select(outcome => outcome.IsSuccess));
        Assert.Contains("Name = \"b\"", map.Outcomes[1].InputPreview, StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Result_ThatCannotTravel_SaysSo()
    {
        var error = await Assert.ThrowsAsync<ResultNotSerializableException>(() => Pool.MapAsync(x => (object)new MemoryStream(x), Numbers).Bounded());
        Assert.Contains("The result of item 0", error.Message, StringComparison.Ordinal);
    }
}
