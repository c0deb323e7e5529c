using static OrleansPool.UnitTests.Functions.Shipping;

namespace OrleansPool.UnitTests.Functions;

public sealed class WarningTests
{
    internal static int Version = 7;

    private static int Setting { get; set; } = 8;

    private static int Fixed { get; } = 9;

    [Fact]
    public void Static_Read_IsWarnedOf() => Assert.Equal(
        ["The function reads static field 'WarningTests.Version', whose value is not sent: the silo sees its own initial value. Copy it to a local variable first."],
        Encode((int x) => x + Version).Warnings);

    [Fact]
    public void StaticProperty_Read_IsWarnedOf() =>
        Assert.StartsWith("The function reads static field 'WarningTests.Setting'", Assert.Single(Encode((int x) => x + Setting).Warnings));

    [Fact]
    public void Capture_Assigned_IsWarnedOf()
    {
        int count = 0;
        Func<int, int> function = x => count += x;
        Assert.Equal(
            ["The function assigns captured variable 'count': that happens on a copy in the silo and does not come back. Return the value instead."],
            Encode(function).Warnings);
        Assert.Equal(0, count);
    }

    [Fact]
    public void Capture_AssignedInAsyncLambda_IsWarnedOf()
    {
        int count = 0;
        Func<int, Task<int>> function = async x =>
        {
            await Task.Yield();
            count += x;
            return x;
        };
        Assert.Contains("'count'", Assert.Single(Encode(function).Warnings));
        Assert.Equal(0, count);
    }

    [Fact]
    public void Harmless_Code_IsNotWarnedOf()
    {
        int k = 3;
        Func<int, int> function = x =>
        {
            int own = x;
            own += k;
            Func<int, int> inner = y => y + own;
            own++;
            return inner(Fixed) + string.Empty.Length;
        };
        Assert.Empty(Encode(function).Warnings);
    }
}
