using OrleansPool.Collecting;
using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;
using static OrleansPool.UnitTests.Payloads.ResultTypes;

namespace OrleansPool.UnitTests.Payloads;

/// <summary>What a client reads of what a silo sends it. The forgeries are written with the serializer that may write all.</summary>
public sealed class ResultGateTests
{
    /// <summary>For a function that is no part of this assembly, and whose result may be anything.</summary>
    private static readonly PayloadSerializer Foreign = PayloadSerializer.ForResults(new AcceptedTypes([typeof(Pool).Assembly]));

    /// <summary>For one that is.</summary>
    private static readonly PayloadSerializer Own = PayloadSerializer.ForResults(new AcceptedTypes([typeof(ResultGateTests).Assembly]));

    public static TheoryData<object> Accepted => new()
    {
        1,
        "text",
        new List<(int, string)> { (1, "one") },
        new Dictionary<string, int[]> { ["a"] = [1, 2] },
        DayOfWeek.Friday,
        typeof(Uri),
        new Uri("https://example.com"),
        new[] { new object(), 1, "x" },
        new InvalidOperationException("as a value"),
    };

    public static TheoryData<object> Refused => new()
    {
        new Plain(),
        new[] { new Plain() },
        new List<Plain>(),
        new object[] { 1, new Plain() },
        new Dictionary<int, List<Plain[]>>(),
        typeof(Plain),
        typeof(List<Plain>),
        typeof(Func<int>),
        new OtherException(),
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Read_OfTheFramework_IsAccepted(object value)
    {
        object read = Foreign.Deserialize<object>(PayloadSerializer.Shared.Results.ToArray<object>(value));

        Assert.Equal(value.GetType(), read.GetType());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_OfAnotherAssembly_IsRefused_AndOfTheFunctionsIsNot(object value)
    {
        byte[] sent = PayloadSerializer.Shared.ToArray<object>(value);

        Exception refused = Assert.ThrowsAny<Exception>(() => Foreign.Deserialize<object>(sent));
        Assert.Contains("not accepted from a silo", refused.Message);
        if (value is not Type { Name: "Func`1" })
        {
            Assert.NotNull(Own.Deserialize<object>(sent));
        }
    }

    [Fact]
    public void Read_OfATypeThatIsMarkedAsSerializable_IsAccepted() =>
        Assert.Equal(7, Assert.IsType<Marked>(Foreign.Deserialize<object>(PayloadSerializer.Shared.ToArray<object>(new Marked { Number = 7 }))).Number);

    [Fact]
    public void Read_OfADeclaredFunctionOrOneInAnObject_IsRefused()
    {
        Func<int> function = () => 7;

        Assert.Contains("functions are not accepted", Assert.ThrowsAny<Exception>(() => Own.Deserialize<Func<int>>(PayloadSerializer.Shared.ToArray(function))).Message);
        Assert.Contains("functions are not accepted", Assert.ThrowsAny<Exception>(() => Own.Deserialize<object>(PayloadSerializer.Shared.ToArray<object>(function))).Message);
        byte[] held = PayloadSerializer.Shared.ToArray(new Holder { Function = function });
        Assert.Contains("functions are not accepted", Assert.ThrowsAny<Exception>(() => Own.Deserialize<Holder>(held)).Message);
    }

    [Fact]
    public void Write_OfAFunction_IsRefusedByTheSilo_AndOfNoneIsNot()
    {
        var refused = Assert.Throws<NotPortableException>(() => PayloadSerializer.Shared.Results.ToArray(new Holder { Function = () => 7 }));

        Assert.Equal("A System.Func<System.Int32> is a function, and a silo may not give functions to its clients.", refused.Message);
        Assert.Null(Own.Deserialize<Holder>(PayloadSerializer.Shared.Results.ToArray(new Holder())).Function);
    }

    [Fact]
    public void Read_OfARefusedType_RunsNothingOfIt()
    {
        string name = PayloadSerializer.Shared.Current.Types.Format(typeof(Armed));
        Failure failure = new() { TypeName = "x", QualifiedName = name, Message = "", Fields = [] };

        Assert.IsType<RemoteException>(FailureDecoder.ToException(failure, Foreign));
        Assert.False(Trap.Sprung);
    }

    [Fact]
    public void Item_WhoseResultIsForged_FailsAlone()
    {
        var encoder = new BlockEncoder<object>(PayloadSerializer.Shared);
        encoder.Add(1);
        encoder.Add(new Plain());
        encoder.Add(new Func<int>(() => 7));
        encoder.Add("text");
        var collector = new ArrayCollector<object>(Foreign, 4, static _ => "silo");

        collector.Accept(new Segment { Job = 1, Lease = 1, WorkerSlot = 0, First = 0, Values = encoder.ToBlock(), Attempt = 1 }, new ItemRange(0, 4));
        collector.Complete(4);

        IReadOnlyList<ItemOutcome<object>> outcomes = collector.Outcomes(4, null);
        Assert.Equal([true, false, false, true], outcomes.Select(outcome => outcome.IsSuccess));
        Assert.All([outcomes[1], outcomes[2]], outcome => Assert.Contains("not accepted from a silo", Assert.IsType<ResultNotSerializableException>(outcome.Error).Message));
    }

    [Fact]
    public void Failure_OfAnotherAssembly_IsGivenAsRemoteException()
    {
        Exception read = FailureDecoder.ToException(FailureEncoder.From(new OtherException()), Foreign);

        Assert.Contains("not accepted from a silo", Assert.IsType<RemoteException>(read).Message);
        Assert.IsType<OtherException>(FailureDecoder.ToException(FailureEncoder.From(new OtherException()), Own));
    }

    [Fact]
    public void Failure_WhoseFieldHoldsAFunction_IsGivenAsRemoteException()
    {
        var error = new OtherException { Value = new Func<int>(() => 7) };

        Assert.Contains("may not give functions", Assert.IsType<RemoteException>(FailureDecoder.ToException(FailureEncoder.From(error), Own)).Message);
        Failure forged = FailureEncoder.From(error, PayloadSerializer.Shared);
        Assert.Contains("functions are not accepted", Assert.IsType<RemoteException>(FailureDecoder.ToException(forged, Own)).Message);
    }

    [Fact]
    public void Failure_WhoseDataIsForged_LosesThatAlone()
    {
        Failure forged = new()
        {
            TypeName = typeof(InvalidOperationException).FullName!,
            QualifiedName = PayloadSerializer.Shared.Current.Types.Format(typeof(InvalidOperationException)),
            Message = "m",
            StoredMessage = "m",
            Fields = [],
            Data =
            [
                new FailureDatum { Key = "fine", Value = PayloadSerializer.Shared.ToArray<object>(3) },
                new FailureDatum { Key = "type", Value = PayloadSerializer.Shared.ToArray<object>(new Plain()) },
                new FailureDatum { Key = "function", Value = PayloadSerializer.Shared.ToArray<object>(new Func<int>(() => 7)) },
                new FailureDatum { Key = "list", Value = PayloadSerializer.Shared.ToArray<object>(new List<int>()) },
                new FailureDatum { Key = "noise", Value = [1, 2, 3] },
            ],
        };

        var read = Assert.IsType<InvalidOperationException>(FailureDecoder.ToException(forged, Own));
        Assert.Equal(3, read.Data["fine"]);
        Assert.All(["type", "function", "list", "noise"], key => Assert.StartsWith("(refused: ", Assert.IsType<string>(read.Data[key])));
    }
}
