using System.Collections.Immutable;
using System.Numerics;
using static OrleansPool.UnitTests.Functions.Shipping;

namespace OrleansPool.UnitTests.Functions;

public sealed class CapturedValueTests
{
    [Fact]
    public void Closure_OverRecordWithPrivateField_KeepsIt()
    {
        var person = new Person("Ann", 21);
        Assert.Equal("Ann 21 42", Run((int _) => $"{person.Name} {person.Age} {person.Secret}", 0));
    }

    [Fact]
    public void Closure_OverDictionary_Runs()
    {
        var ages = new Dictionary<string, Person>(StringComparer.OrdinalIgnoreCase) { ["ann"] = new("Ann", 1) };
        Assert.Equal("Ann", Run((string key) => ages[key].Name, "ANN"));
    }

    [Fact]
    public void Closure_OverTuples_Runs()
    {
        (int A, string B) pair = (1, "b");
        var boxed = Tuple.Create(2, "c");
        Assert.Equal("1b2c", Run((int _) => $"{pair.A}{pair.B}{boxed.Item1}{boxed.Item2}", 0));
    }

    [Fact]
    public void Closure_OverAnonymousType_Runs()
    {
        var point = new { X = 1, Y = "y" };
        var points = new[] { point, new { X = 2, Y = "z" } };
        Assert.Equal("1yz", Run((int _) => point.X + point.Y + points[1].Y, 0));
    }

    [Fact]
    public void Closure_OverStructWithPrivateFields_Runs()
    {
        var hidden = new Hidden(1, "b");
        Assert.Equal("1b", Run((int _) => hidden.ToString(), 0));
    }

    [Fact]
    public void Closure_OverCycle_KeepsIdentity()
    {
        var first = new Node { Value = 1 };
        first.Next = new Node { Value = 2, Next = first };
        Assert.True(Run((int _) => first.Next!.Next == first && first.Next.Value == 2, 0));
    }

    [Fact]
    public void Closure_OverPolymorphicList_Runs()
    {
        var animals = new List<Animal> { new Dog(2) { Name = "Rex" }, new Cat() };
        Assert.Equal("wuffwuff meow Rex", Run((int _) => string.Join(' ', animals.Select(animal => animal.Sound())) + " " + animals[0].Name, 0));
    }

    [Fact]
    public void Closure_OverInterfaceAndObject_Runs()
    {
        IReadOnlyList<Person> people = [new("Ann", 1), new("Bob", 2)];
        object anything = new Cat();
        Assert.Equal("Bob meow", Run((int x) => $"{people[x].Name} {((Animal)anything).Sound()}", 1));
    }

    [Fact]
    public void Closure_OverBaseWithSamePrivateNames_KeepsBoth()
    {
        var derived = new Derived { Hidden = 10, Own = 20 };
        Assert.Equal("10 20", Run((int _) => $"{derived.Hidden} {derived.Own}", 0));
    }

    [Fact]
    public void Closure_OverFrameworkValues_Runs()
    {
        Type type = typeof(Person);
        Colour colour = Colour.Green;
        var uri = new Uri("http://example.org/a?b");
        BigInteger big = BigInteger.Pow(2, 100);
        ImmutableArray<int> numbers = [1, 2];
        var set = new HashSet<string> { "a" };
        Assert.Equal(
            "Person Green example.org 1267650600228229401496703205376 2 True",
            Run((int _) => $"{type.Name} {colour} {uri.Host} {big} {numbers.Length} {set.Contains("a")}", 0));
    }

    [Fact]
    public void Closure_OverDatesAndGuids_Runs()
    {
        var date = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));
        var id = Guid.NewGuid();
        TimeSpan? span = TimeSpan.FromSeconds(3);
        Assert.Equal((date, id, span), Run((int _) => (date, id, span), 0));
    }

    [Fact]
    public void Closure_OverCollectionsOfUserTypes_Runs()
    {
        Person[] array = [new("A", 1)];
        List<Hidden> list = [new(1, "b")];
        var byName = new SortedDictionary<string, Node> { ["n"] = new() { Value = 4 } };
        var queue = new Queue<Person>([new("Q", 2)]);
        Assert.Equal("A1b4Q", Run((int _) => array[0].Name + list[0] + byName["n"].Value + queue.Peek().Name, 0));
    }

    [Fact]
    public void Closure_OverNulls_Runs()
    {
        string? text = null;
        Person? person = null;
        int? number = null;
        Func<int, int>? function = null;
        Assert.True(Run((int _) => text is null && person is null && number is null && function is null, 0));
    }

    [Fact]
    public void Closure_OverGenericUserType_Runs()
    {
        var box = new Box<Box<int>>(new Box<int>(3));
        Assert.Equal(3, Run((int _) => box.Value.Value, 0));
    }
}
