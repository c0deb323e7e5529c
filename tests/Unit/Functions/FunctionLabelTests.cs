using OrleansPool.Functions;

namespace OrleansPool.UnitTests.Functions;

/// <summary>Functions are named as people wrote them.</summary>
public sealed class FunctionLabelTests
{
    [Fact]
    public void Of_AMethod_IsTypeAndMethod() => Assert.Equal("FunctionLabelTests.Twice", Of(Twice));

    [Fact]
    public void Of_ALambda_IsTheMethodAroundIt() => Assert.Equal("FunctionLabelTests.Of_ALambda_IsTheMethodAroundIt (lambda)", Of(x => x * 2));

    [Fact]
    public void Of_AClosure_IsTheMethodAroundIt()
    {
        int factor = Twice(2);
        Assert.Equal("FunctionLabelTests.Of_AClosure_IsTheMethodAroundIt (lambda)", Of(x => x * factor));
    }

    [Fact]
    public void Of_ALocalFunction_IsBothNames()
    {
        Assert.Equal("FunctionLabelTests.Of_ALocalFunction_IsBothNames.Thrice", Of(Thrice));

        static int Thrice(int x) => x * 3;
    }

    [Fact]
    public void Of_AGenericType_HasNoBacktick() => Assert.Equal("Box.Put", Of(Box<string>.Put));

    private static string Of(Func<int, int> function) => FunctionLabel.Of(function.Method);

    private static int Twice(int x) => 2 * x;

    private static class Box<T>
    {
        public static int Put(int x) => x;
    }
}
