using OrleansPool.Failures;
using OrleansPool.Payloads;
using static OrleansPool.UnitTests.Failures.Sending;

namespace OrleansPool.UnitTests.Failures;

public sealed class RemoteFailureTests
{
    [Fact]
    public void Field_ThatCannotTravel_GivesRemoteException()
    {
        var sent = (StreamException)Thrown(() => throw new StreamException(new MemoryStream()));
        var error = Assert.IsType<RemoteException>(Send(sent));
        Assert.Equal(typeof(StreamException).FullName, error.RemoteType);
        Assert.Equal("has a stream", error.RemoteMessage);
        Assert.Contains(nameof(Field_ThatCannotTravel_GivesRemoteException), error.RemoteStackTrace);
        Assert.Contains(nameof(Field_ThatCannotTravel_GivesRemoteException), error.ToString());
        Assert.Contains("field 'Stream'", error.Message);
    }

    [Fact]
    public void Inner_ThatCannotBeRebuilt_IsAloneRemote()
    {
        CodeException error = Trip(new CodeException(1, "outer", new StreamException(new MemoryStream())));
        Assert.Equal(typeof(StreamException).FullName, Assert.IsType<RemoteException>(error.InnerException).RemoteType);
    }

    [Fact]
    public void Causes_InACycle_End()
    {
        var knot = new KnotException();
        knot.Other = new CodeException(1, "between", knot);
        KnotException error = Trip(knot);
        var between = Assert.IsType<CodeException>(error.Other);
        Assert.Contains("cycle", Assert.IsType<RemoteException>(between.InnerException).Message);
    }

    [Fact]
    public void Causes_VeryDeep_End()
    {
        Exception deep = new CodeException(0, "deepest");
        for (int i = 1; i < 5000; i++)
        {
            deep = new CodeException(i, "level", deep);
        }

        Assert.Equal(4999, Assert.IsType<CodeException>(Send(deep)).Code);
    }

    [Fact]
    public void Hostile_Exception_NeverEscapes()
    {
        Exception sent = Thrown(() => throw new HostileException());
        var error = Assert.IsType<RemoteException>(Send(sent));
        Assert.Equal(typeof(HostileException).FullName, error.RemoteType);
        Assert.Contains("cannot be read", error.RemoteMessage);
        Assert.NotEmpty(error.ToString());
    }

    [Fact]
    public void Message_Huge_IsCutWithANote()
    {
        CodeException error = Trip(new CodeException(1, new string('x', 1_000_000)));
        Assert.InRange(error.Message.Length, 200_000, FailureBudget.TextLimit + 100);
        Assert.EndsWith("(cut: 1000000 characters)", error.Message);
    }

    [Fact]
    public void Field_Huge_GivesRemoteException()
    {
        var error = Assert.IsType<RemoteException>(Send(new GenericException<string>(new string('x', 3_000_000))));
        Assert.Contains("3000", error.Message);
        Assert.True(PayloadSerializer.Shared.ToArray(FailureEncoder.From(new GenericException<string>(new string('x', 3_000_000)))).Length < 2_000_000);
    }

    [Fact]
    public void Type_NotHere_GivesRemoteException()
    {
        var failure = new Failure { TypeName = "No.Such", QualifiedName = "No.Such,NoSuchAssembly", Message = "m", Fields = [] };
        Assert.Equal("No.Such", Assert.IsType<RemoteException>(FailureDecoder.ToException(failure, Sending.Reader)).RemoteType);
    }

    [Theory]
    [InlineData("System.String")]
    [InlineData("PoolException")]
    [InlineData("not a name [[")]
    [InlineData("")]
    public void Type_ThatIsNoException_GivesRemoteException(string name)
    {
        string qualified = name == "PoolException" ? "OrleansPool.PoolException,OrleansPool.Abstractions" : name;
        var failure = new Failure { TypeName = "x", QualifiedName = qualified, Message = "m", Fields = [] };
        Assert.IsType<RemoteException>(FailureDecoder.ToException(failure, Sending.Reader));
    }

    [Fact]
    public void Field_NotHereOrCorrupt_GivesRemoteException()
    {
        string qualified = FailureEncoder.From(new CodeException(1, "m")).QualifiedName!;
        FailureField unknown = new() { DeclaringType = "x", Name = "y", Value = [1] };
        FailureField corrupt = new() { DeclaringType = typeof(CodeException).FullName!, Name = "_notes", Value = [0xFF, 0xFF] };
        FailureField wrong = new() { DeclaringType = typeof(CodeException).FullName!, Name = "_notes", Value = PayloadSerializer.Shared.ToArray<object>("text") };
        foreach (FailureField field in new[] { unknown, corrupt, wrong })
        {
            var failure = new Failure { TypeName = "x", QualifiedName = qualified, Message = "m", Fields = [field] };
            Assert.IsType<RemoteException>(FailureDecoder.ToException(failure, Sending.Reader));
        }
    }
}
