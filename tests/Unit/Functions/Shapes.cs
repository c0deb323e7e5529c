namespace OrleansPool.UnitTests.Functions;

#pragma warning disable CA1822 // Instance methods are the point here.

internal abstract class Animal
{
    public string Name { get; init; } = "";

    public abstract string Sound();
}

internal sealed class Dog : Animal
{
    private readonly int _barks;

    public Dog(int barks) => _barks = barks;

    public override string Sound() => string.Concat(Enumerable.Repeat("wuff", _barks));
}

internal sealed class Cat : Animal
{
    public override string Sound() => "meow";
}

internal sealed record Person(string Name, int Age)
{
    private readonly int _secret = Age * 2;

    public int Secret => _secret;
}

internal readonly struct Hidden(int a, string b)
{
    private readonly int _a = a;
    private readonly string _b = b;

    public override string ToString() => $"{_a}{_b}";
}

internal sealed class Node
{
    public int Value;
    public Node? Next;
}

internal sealed class Box<T>(T value)
{
    public T Value { get; } = value;

    public Func<int, TOut> Make<TOut>(Func<T, int, TOut> function)
    {
        T copy = Value;
        return x => function(copy, x);
    }
}

internal class BaseOf
{
    private int _hidden = 1;

    public int Hidden
    {
        get => _hidden;
        set => _hidden = value;
    }
}

internal sealed class Derived : BaseOf
{
    private int _hidden = 2;

    public int Own
    {
        get => _hidden;
        set => _hidden = value;
    }
}

internal enum Colour : byte
{
    Red = 3,
    Green = 7,
}

internal sealed class Service
{
    public int Factor { get; init; }

    public int Scale(int x) => x * Factor;

    public Func<int, int> Lambda() => x => x + Factor;

    public Func<int, int> LambdaWithLocal(int offset) => x => x + Factor + offset;
}

internal static class GenericPlace<T>
{
    public static Func<T, string> Describe() => x => $"{typeof(T).Name}:{x}";

    public static string Name<TOther>(TOther other) => $"{typeof(T).Name},{typeof(TOther).Name},{other}";
}

internal static class Extensions
{
    public static int Plus(this string text, int x) => text.Length + x;
}
