using OrleansPool.Cli.Functions;
using OrleansPool.Cli.Running;

namespace OrleansPool.CliTests.Functions;

/// <summary>How functions are named, and what names are near.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("A.B", "A", "B", null)]
    [InlineData("N.A.B", "N.A", "B", null)]
    [InlineData("A.B()", "A", "B", "")]
    [InlineData("A.B(int, string)", "A", "B", "int|string")]
    [InlineData("A.B(Dictionary<int, string>,int[,])", "A", "B", "Dictionary<int, string>|int[,]")]
    public void Name_IsRead(string text, string type, string method, string? parameters)
    {
        FunctionName name = FunctionName.Parse(text);

        Assert.Equal((type, method), (name.Type, name.Method));
        Assert.Equal(parameters?.Split('|', StringSplitOptions.RemoveEmptyEntries), name.Parameters);
    }

    [Theory]
    [InlineData("A")]
    [InlineData(".B")]
    [InlineData("A.")]
    [InlineData("")]
    [InlineData("A(int)")]
    public void WhatIsNoName_IsRefused(string text) => Assert.Equal(ToolExit.NoFunction, Assert.Throws<ToolException>(() => FunctionName.Parse(text)).ExitCode);

    [Fact]
    public void NearNames_AreNear_TheNearestFirst()
    {
        string[] names = ["App.Maths.Square", "App.Maths.Squares", "App.Maths.Cube", "App.Other.Thing"];

        Assert.Equal(["App.Maths.Square", "App.Maths.Squares"], NearNames.Of("Maths.Sqare", names).Take(2));
        Assert.Equal("App.Maths.Cube", NearNames.Of("App.maths.cube", names)[0]);
        Assert.Empty(NearNames.Of("Zebra.Quagga", names));
    }

    [Fact]
    public void AnyStaticMethodOfThisAssembly_IsFoundByItsWholeName()
    {
        UserAssembly assembly = UserAssembly.Load(typeof(CliFunctions.Maths).Assembly.Location);

        Assert.Equal("OrleansPool.CliFunctions.Maths.Square(long)", FunctionFinder.Find(assembly, "OrleansPool.CliFunctions.Maths.Square").Name);
        Assert.Equal(typeof((int, int)), FunctionFinder.Find(assembly, "Maths.Add").ItemType);
        Assert.Equal(typeof(object[]), FunctionFinder.Find(assembly, "Maths.Eight").ItemType);
    }

    [Theory]
    [InlineData("Math.Abs(sbyte)")]
    [InlineData("Math.Abs(nint)")]
    [InlineData("Math.Max(ulong, ulong)")]
    [InlineData("Convert.ToString(uint)")]
    public void Overload_IsChosenByTypesAsInCSharp(string name) =>
        Assert.EndsWith($".{name}", FunctionFinder.Find(UserAssembly.Load("System.Private.CoreLib"), name).Name);
}
