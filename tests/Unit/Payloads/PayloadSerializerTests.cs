using System.Buffers;
using OrleansPool.Payloads;
using OrleansPool.UnitTests.Functions;

namespace OrleansPool.UnitTests.Payloads;

public sealed class PayloadSerializerTests
{
    [Fact]
    public void Serialize_ToWriter_EqualsToArray()
    {
        var writer = new ArrayBufferWriter<byte>();
        PayloadSerializer.Shared.Serialize(new Person("a", 1), writer);
        Assert.Equal(PayloadSerializer.Shared.ToArray(new Person("a", 1)), writer.WrittenSpan.ToArray());
        Assert.Equal(new Person("a", 1), PayloadSerializer.Shared.Deserialize<Person>(writer.WrittenMemory));
    }

    [Fact]
    public void Deserialize_WithBytesLeftOver_Throws()
    {
        byte[] bytes = [.. PayloadSerializer.Shared.ToArray("text"), 0];
        Assert.Throws<InvalidDataException>(() => PayloadSerializer.Shared.Deserialize<string>(bytes));
    }

    [Fact]
    public void GeneratedCodec_IsPreferred()
    {
        var value = new Generated { Kept = 1, NotSent = 2 };
        Generated copy = Blocks.Trip(value);
        Assert.Equal((1, 0), (copy.Kept, copy.NotSent));
    }

    [Fact]
    public void Current_NothingNewLoaded_StaysTheSame()
    {
        SerializerEngine before = PayloadSerializer.Shared.Current;
        Blocks.Trip("text");
        Assert.Same(before, PayloadSerializer.Shared.Current);
    }

    [Fact]
    public void Layout_Differs_BetweenTypesWithOtherFields()
    {
        Assert.NotEqual(TypeLayout.FingerprintOf(typeof(Node)), TypeLayout.FingerprintOf(typeof(Person)));
        Assert.Equal(TypeLayout.FingerprintOf(typeof(Node)), TypeLayout.FingerprintOf(typeof(Node)));
    }

    [Fact]
    public void Enum_InFieldOfTypeObject_KeepsItsType()
    {
        Assert.Equal(Colour.Green, Blocks.Trip<object>(Colour.Green));
        Assert.Equal((object)Colour.Red, Blocks.Trip(new Box<object>(Colour.Red)).Value);
        Assert.Equal([Colour.Red, 3, "x"], Blocks.Trip<object[]>([Colour.Red, 3, "x"]));
        Assert.Equal(DayOfWeek.Friday, Blocks.Trip(new Dictionary<string, object> { ["day"] = DayOfWeek.Friday })["day"]);
        Assert.Equal(typeof(object), Blocks.Trip(new object()).GetType());
    }

    [Fact]
    public void Exception_AsValue_ArrivesWhole()
    {
        Exception[] errors = Blocks.Trip<Exception[]>([new ArgumentException("bad", "x"), new InvalidOperationException("y")]);
        Assert.Equal("x", Assert.IsType<ArgumentException>(errors[0]).ParamName);
        Assert.IsType<InvalidOperationException>(errors[1]);
    }

    [Theory]
    [InlineData(typeof(Stream))]
    [InlineData(typeof(FileStream))]
    [InlineData(typeof(List<Stream>))]
    [InlineData(typeof(Task<int>))]
    [InlineData(typeof(CancellationToken))]
    [InlineData(typeof(nint))]
    [InlineData(typeof(ValueTuple<int, CancellationToken>))]
    [InlineData(typeof(Stream[]))]
    [InlineData(typeof(Thread))]
    public void TypeCheck_TypesThatNeverTravel_AreRefused(Type type)
    {
        Assert.Throws<ArgumentNotSerializableException>(() => TypeCheck.ThrowIfNotPortable(type, ValueRole.Argument));
        Assert.Throws<ResultNotSerializableException>(() => TypeCheck.ThrowIfNotPortable(type, ValueRole.Result));
    }

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(object))]
    [InlineData(typeof(string[]))]
    [InlineData(typeof(IReadOnlyList<int>))]
    [InlineData(typeof(Animal))]
    [InlineData(typeof(Person))]
    [InlineData(typeof(Dictionary<string, List<Person>>))]
    [InlineData(typeof((int, string, Node)))]
    [InlineData(typeof(int?))]
    [InlineData(typeof(Colour))]
    [InlineData(typeof(Uri))]
    [InlineData(typeof(DateTime))]
    [InlineData(typeof(Exception))]
    [InlineData(typeof(int[,]))]
    [InlineData(typeof(Memory<byte>))]
    [InlineData(typeof(Type))]
    [InlineData(typeof(Half))]
    [InlineData(typeof(Int128))]
    [InlineData(typeof(System.Numerics.Vector3))]
    [InlineData(typeof(OrleansPool.Functions.Unit))]
    public void TypeCheck_TypesThatMayTravel_Pass(Type type) =>
        Assert.Null(Record.Exception(() => TypeCheck.ThrowIfNotPortable(type, ValueRole.Argument)));

    [GenerateSerializer]
    internal sealed class Generated
    {
        [Id(0)]
        public int Kept { get; set; }

        [NonSerialized]
        public int NotSent;
    }
}
