namespace OrleansPool.TravelTests.Support;

/// <summary>Functions of a shape, which must give on the silo what they give here.</summary>
public abstract class ShapeTests(GenericSilo silo)
{
    private protected static readonly int[] Numbers = [1, 2, 3, 20];

    private protected Pool Pool => silo.Pool;

    private protected async Task SameAsync<TItem, TResult>(Func<TItem, TResult> function, params TItem[] items) =>
        Assert.Equal(items.Select(function), await Pool.MapAsync(function, items).Bounded());

    private protected async Task SameAsync<TItem, TResult>(Func<TItem, Task<TResult>> function, params TItem[] items)
    {
        List<TResult> expected = [];
        foreach (TItem item in items)
        {
            expected.Add(await function(item));
        }

        Assert.Equal(expected, await Pool.MapAsync(function, items).Bounded());
    }
}
