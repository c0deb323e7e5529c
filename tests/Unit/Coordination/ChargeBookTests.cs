using OrleansPool.Coordination;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Coordination;

public sealed class ChargeBookTests
{
    private readonly ChargeBook _book = new();

    [Fact]
    public void Set_SaysWhetherItIsNews()
    {
        Assert.True(_book.Set(new(1, 5, 1)));
        Assert.False(_book.Set(new(1, 5, 1)));
        Assert.True(_book.Set(new(1, 5, 2)));
        Assert.Equal([new ItemCharge(1, 5, 2)], _book.All);
    }

    [Fact]
    public void Set_ToNone_ForgetsTheItem()
    {
        _book.Set(new(1, 5, 1));

        Assert.True(_book.Set(new(1, 5, 0)));
        Assert.False(_book.Set(new(1, 5, 0)));
        Assert.Empty(_book.All);
    }

    [Fact]
    public void After_OnTrial_CountsTheTrialOnlyIfItsSiloIsLost()
    {
        ItemCharge onTrial = new(1, 5, 1) { LossesOnTrial = 3 };
        Assert.True(_book.Set(new(1, 5, 1)));
        Assert.True(_book.Set(onTrial));

        Assert.Equal((3, 1), (_book.All[0].After(isSiloLost: true), _book.All[0].After(isSiloLost: false)));
        Assert.Equal(1, new ItemCharge(1, 5, 1).After(isSiloLost: true));
    }

    [Fact]
    public void Remove_OfOutcomes_ForgetsTheirItemsOnly()
    {
        _book.Set(new(1, 5, 1));
        _book.Set(new(1, 9, 1));
        _book.Set(new(2, 5, 1));

        _book.Remove(1, first: 3, count: 4);

        Assert.Equal([new ItemCharge(1, 9, 1), new ItemCharge(2, 5, 1)], _book.All.OrderBy(charge => charge.Job));
    }

    [Fact]
    public void Remove_OfAJob_ForgetsAllItsItems()
    {
        _book.Set(new(1, 5, 1));
        _book.Set(new(2, 5, 1));

        _book.Remove(1);

        Assert.Equal([new ItemCharge(2, 5, 1)], _book.All);
    }
}
