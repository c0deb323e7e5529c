using System.Collections.Immutable;
using System.Numerics;
using static OrleansPool.UnitTests.Functions.Shipping;

namespace OrleansPool.UnitTests.Functions;

public sealed class ShapeTests
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
    public void Closure_OverInt_Runs()
    {
        int k = 3;
        Assert.Equal(15, Run((int x) => x * k, 5));
    }

    [Fact]
    public void Closure_OverArray_Runs()
    {
        int[] table = [10, 20, 30];
        Assert.Equal(20, Run((int x) => table[x], 1));
    }

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
    public void Closure_Nested_Runs()
    {
        int outer = 2;
        Func<int, int> Make()
        {
            int inner = 3;
            return x => x + outer + inner;
        }

        Assert.Equal(15, Run(Make(), 10));
    }

    [Fact]
    public void Closure_InLoopScope_KeepsItsOwnVariable()
    {
        var functions = new List<Func<int, int>>();
        int shared = 100;
        for (int i = 0; i < 3; i++)
        {
            int own = i;
            functions.Add(x => x + own + shared);
        }

        Assert.Equal([100, 101, 102], functions.Select(function => Run(function, 0)));
    }

    [Fact]
    public void LocalFunction_Static_Runs()
    {
        static int Add(int x) => x + 1;
        Assert.Equal(6, Run<int, int>(Add, 5));
    }

    [Fact]
    public void LocalFunction_Capturing_Runs()
    {
        int k = 4;
        int Add(int x) => x + k;
        Assert.Equal(9, Run<int, int>(Add, 5));
    }

    [Fact]
    public void LocalFunction_CalledFromLambda_KeepsItsCaptures()
    {
        int k = 4;
        int Add(int x) => x + k;
        Assert.Equal(18, Run((int x) => Add(x) * 2, 5));
    }

    [Fact]
    public void Lambda_WithInnerLambda_Runs()
    {
        int k = 2;
        Assert.Equal([4, 6], Run((int[] xs) => xs.Where(x => x > k - 1).Select(x => x * k).ToArray(), [1, 2, 3]));
    }

    [Fact]
    public void Lambda_WithInnerCaptureOfBoth_Runs()
    {
        int k = 2;
        Func<int, int> function = n =>
        {
            int local = n + 1;
            return Enumerable.Range(0, 3).Sum(x => x + local + k);
        };
        Assert.Equal(27, Run(function, 5));
    }

    [Fact]
    public async Task AsyncLambda_Captures_Runs()
    {
        int k = 3;
        Assert.Equal(15, await RunAsync(
            async (int x) =>
            {
                await Task.Yield();
                return x * k;
            },
            5));
    }

    [Fact]
    public async Task AsyncLocalFunction_Captures_Runs()
    {
        string suffix = "!";
        async Task<string> Shout(string text)
        {
            await Task.Yield();
            return text + suffix;
        }

        Assert.Equal("hey!", await RunAsync<string, string>(Shout, "hey"));
    }

    [Fact]
    public void Lambda_CallingIterator_Runs()
    {
        int limit = 3;
        IEnumerable<int> Numbers(int start)
        {
            for (int i = start; i < start + limit; i++)
            {
                yield return i;
            }
        }

        Assert.Equal(6, Run((int start) => Numbers(start).Sum(), 1));
    }

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
    public void This_OfPlainClass_Runs() => Assert.Equal(7, Run(new Service { Factor = 4 }.Lambda(), 3));

    [Fact]
    public void This_WithLocals_Runs() => Assert.Equal(17, Run(new Service { Factor = 4 }.LambdaWithLocal(10), 3));

    [Fact]
    public void Closure_OverDelegate_Runs()
    {
        int k = 5;
        Func<int, int> helper = x => x + k;
        Assert.Equal(16, Run((int x) => helper(x) * 2, 3));
    }

    [Fact]
    public void Closure_OverDelegatesInList_KeepsWhatTheyUse()
    {
        int a = 1;
        int b = 2;
        List<Func<int, int>> steps = [x => x + a, x => x * b];
        Assert.Equal(8, Run((int x) => steps.Aggregate(x, (value, step) => step(value)), 3));
    }

    [Fact]
    public void Closure_Recursive_Runs()
    {
        Func<int, int> factorial = null!;
        factorial = n => n < 2 ? 1 : n * factorial(n - 1);
        Assert.Equal(120, Run(factorial, 5));
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

    [Fact]
    public void Closure_OverStreamThatItDoesNotUse_IsPruned()
    {
        int k = 2;
        using var stream = new MemoryStream();
        Func<int> unrelated = () => (int)stream.Length + k;
        Assert.Equal(6, Run((int x) => x * k, 3));
        Assert.Equal(2, unrelated());
    }

    [Fact]
    public void Closure_Encoded_IsNotChanged()
    {
        int k = 2;
        string unused = "kept";
        Func<string> other = () => unused;
        Func<int, int> function = x => x * k;
        Encode(function);
        Assert.Equal("kept", other());
        Assert.Equal(6, function(3));
    }

    [Fact]
    public void Closure_DecodedTwice_IsNotShared()
    {
        var counter = new Node();
        Func<int, int> count = _ => ++counter.Value;
        ReadOnlyMemory<byte> blob = Encode(count).Bytes;
        var first = (OrleansPool.Functions.PoolFunction<int, int>)OrleansPool.Functions.FunctionCodec.Decode(blob);
        var second = (OrleansPool.Functions.PoolFunction<int, int>)OrleansPool.Functions.FunctionCodec.Decode(blob);
        Assert.Equal([1, 2, 1], [first.Invoke(0, default), first.Invoke(0, default), second.Invoke(0, default)]);
        Assert.Equal(0, counter.Value);
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
