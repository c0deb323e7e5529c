using OrleansPool.Coordination;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Coordination;

public sealed class ChargeBookTests
{
    private readonly ChargeBook _book = new();

    [Fact]
    public void Set_SaysWhetherItIsNews()
    {
        Assert.True(_book.Set(1, 5, 1));
        Assert.False(_book.Set(1, 5, 1));
        Assert.True(_book.Set(1, 5, 2));
        Assert.Equal([new ItemCharge(1, 5, 2)], _book.All);
    }

    [Fact]
    public void Set_ToNone_ForgetsTheItem()
    {
        _book.Set(1, 5, 1);

        Assert.True(_book.Set(1, 5, 0));
        Assert.False(_book.Set(1, 5, 0));
        Assert.Empty(_book.All);
    }

    [Fact]
    public void Remove_OfOutcomes_ForgetsTheirItemsOnly()
    {
        _book.Set(1, 5, 1);
        _book.Set(1, 9, 1);
        _book.Set(2, 5, 1);

        _book.Remove(1, first: 3, count: 4);

        Assert.Equal([new ItemCharge(1, 9, 1), new ItemCharge(2, 5, 1)], _book.All.OrderBy(charge => charge.Job));
    }

    [Fact]
    public void Remove_OfAJob_ForgetsAllItsItems()
    {
        _book.Set(1, 5, 1);
        _book.Set(2, 5, 1);

        _book.Remove(1);

        Assert.Equal([new ItemCharge(2, 5, 1)], _book.All);
    }
}
