using static OrleansPool.UnitTests.Functions.Shipping;

namespace OrleansPool.UnitTests.Functions;

public sealed class MethodShapeTests
{
    [Fact]
    public void Framework_StaticMethod_Runs() => Assert.Equal(3.0, Run<double, double>(Math.Sqrt, 9.0));

    [Fact]
    public void Framework_OverloadedMethod_BindsTheSame() => Assert.Equal(7, Run<int, int>(Math.Abs, -7));

    [Fact]
    public void User_StaticMethod_Runs() => Assert.Equal(10, Run<int, int>(Twice, 5));

    [Fact]
    public void Lambda_WithoutCapture_Runs() => Assert.Equal(25, Run((int x) => x * x, 5));

    [Fact]
    public void Lambda_WithoutCapture_SendsNoTarget() => Assert.True(Encode((int x) => x * x).Bytes.Length < 500);

    [Fact]
    public void Lambda_InGenericClass_Runs() => Assert.Equal("Int32:4", Run(GenericPlace<int>.Describe(), 4));

    [Fact]
    public void Lambda_InGenericClassOverReference_Runs() => Assert.Equal("Person:x", Run((string x) => GenericPlace<Person>.Describe().Method.Name.Length > 0 ? $"Person:{x}" : "", "x"));

    [Fact]
    public void Lambda_InGenericMethod_Runs() => Assert.Equal(["a", "a"], Run(Repeat("a"), 2));

    [Fact]
    public void MethodGroup_GenericMethodInGenericClass_Runs() => Assert.Equal("Colour,Int32,5", Run<int, string>(GenericPlace<Colour>.Name, 5));

    [Fact]
    public void MethodGroup_OfGenericInstance_Runs() => Assert.Equal("text5", Run(new Box<string>("text").Make((text, x) => $"{text}{x}"), 5));

    [Fact]
    public void MethodGroup_BoundToString_Runs() => Assert.True(Run<string, bool>("hello".Contains, "ell"));

    [Fact]
    public void MethodGroup_ExtensionClosedOverFirst_Runs() => Assert.Equal(8, Run<int, int>("hello".Plus, 3));

    [Fact]
    public void MethodGroup_OfUserInstance_Runs() => Assert.Equal(12, Run<int, int>(new Service { Factor = 4 }.Scale, 3));

    [Fact]
    public void Delegate_OpenInstance_Runs()
    {
        var length = (Func<string, string>)Delegate.CreateDelegate(typeof(Func<string, string>), typeof(string).GetMethod(nameof(string.ToUpperInvariant))!);
        Assert.Equal("ABC", Run(length, "abc"));
    }

    [Fact]
    public void Function_ThrowsUserException_ReachesCaller()
    {
        var function = Ship((int x) => x > 0 ? throw new InvalidOperationException($"boom {x}") : x);
        Assert.Equal("boom 3", Assert.Throws<InvalidOperationException>(() => function.Invoke(3, default)).Message);
    }

    [Fact]
    public void Function_OfItemSubtype_KeepsDelegateType()
    {
        Func<Animal, string> general = animal => animal.Sound();
        Func<Dog, object> special = general;
        Assert.Equal("wuff", Run(special, new Dog(1)));
    }

    private static int Twice(int x) => 2 * x;

    private static Func<int, T[]> Repeat<T>(T value) => count => [.. Enumerable.Repeat(value, count)];
}
