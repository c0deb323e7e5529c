using System.Net;
using System.Text.Json;
using OrleansPool.Failures;
using OrleansPool.Payloads;

namespace OrleansPool.UnitTests.Failures;

public sealed class FailureTests
{
    [Fact]
    public void Framework_ArgumentException_KeepsParamName()
    {
        var error = Trip(new ArgumentOutOfRangeException("size", 17, "too big"));
        Assert.Equal(("size", (object)17), (error.ParamName, error.ActualValue));
        Assert.Equal(new ArgumentOutOfRangeException("size", 17, "too big").Message, error.Message);
    }

    [Fact]
    public void Framework_Fields_AreKept()
    {
        Assert.Equal(HttpStatusCode.NotFound, Trip(new HttpRequestException("gone", null, HttpStatusCode.NotFound)).StatusCode);
        Assert.Equal("$.a", Trip(new JsonException("bad", "$.a", 3, 4)).Path);
        Assert.Equal(3, Trip(new JsonException("bad", "$.a", 3, 4)).LineNumber);
        Assert.Equal("a.txt", Trip(new FileNotFoundException("none", "a.txt")).FileName);
        Assert.Equal("name", Trip(new ObjectDisposedException("name")).ObjectName);
        Assert.Equal(new KeyNotFoundException().Message, Trip(new KeyNotFoundException()).Message);
        Assert.Equal("T", Trip(new TypeInitializationException("T", null)).TypeName);
    }

    [Fact]
    public void Framework_Aggregate_KeepsCauses()
    {
        var sent = new AggregateException("several", new CodeException(1, "a"), new ArgumentException("b", "p"));
        AggregateException error = Trip(sent);
        Assert.Equal(sent.Message, error.Message);
        Assert.Equal(1, Assert.IsType<CodeException>(error.InnerExceptions[0]).Code);
        Assert.Equal("p", Assert.IsType<ArgumentException>(error.InnerExceptions[1]).ParamName);
        Assert.Same(error.InnerExceptions[0], error.InnerException);
    }

    [Fact]
    public void User_Fields_AreKept()
    {
        CodeException error = Trip(new CodeException(42, "answer", new InvalidOperationException("inner")));
        Assert.Equal((42, "answer", "first"), (error.Code, error.Message, Assert.Single(error.Notes)));
        Assert.Equal("inner", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
    }

    [Fact]
    public void User_ComposedMessage_IsComposedAgain() => Assert.Equal("composed of parts", Trip(new ComposedException("parts")).Message);

    [Fact]
    public void User_GenericException_IsRebuilt() => Assert.Equal(5, Trip(new GenericException<int>(5)).Value);

    [Fact]
    public void User_Constructor_IsNotRun()
    {
        var sent = new ConstructedException();
        int before = ConstructedException.Constructed;
        Trip(sent);
        Assert.Equal(before, ConstructedException.Constructed);
    }

    [Fact]
    public void Base_Properties_AreKept()
    {
        var sent = new CodeException(1, "m") { HelpLink = "http://help", Source = "src", HResult = 77 };
        sent.Data["text"] = "value";
        sent.Data["number"] = 12L;
        sent.Data["stream"] = new MemoryStream();
        CodeException error = Trip(sent);
        Assert.Equal(("http://help", "src", 77), (error.HelpLink, error.Source, error.HResult));
        Assert.Equal(("value", (object)12L), ((string)error.Data["text"]!, error.Data["number"]));
        Assert.False(error.Data.Contains("stream"));
    }

    [Fact]
    public void Stack_Remote_IsInToString()
    {
        Exception sent = Thrown(() => ThrowHere());
        Exception error = Send(sent);
        Assert.IsType<CodeException>(error);
        Assert.Contains(nameof(ThrowHere), error.ToString());
        Exception again = Thrown(() => throw error);
        Assert.Contains(nameof(ThrowHere), again.ToString());
        Assert.Contains(nameof(Stack_Remote_IsInToString), again.ToString());
    }

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
    public void Field_ThatCannotTravelButIsNull_IsNoHindrance() => Assert.Null(Trip(new StreamException(null)).Stream);

    [Fact]
    public void Token_ArrivesAsNone()
    {
        using var source = new CancellationTokenSource();
        TokenException error = Trip(new TokenException(source.Token));
        Assert.Equal((CancellationToken.None, 5), (error.Token, error.Other));
        Assert.Equal(CancellationToken.None, Trip(new OperationCanceledException(source.Token)).CancellationToken);
    }

    [Fact]
    public void TaskCanceled_OfTask_KeepsItsType()
    {
        var cancelled = Task.FromCanceled(new CancellationToken(true));
        var sent = (TaskCanceledException)Thrown(() => cancelled.GetAwaiter().GetResult());
        Assert.NotNull(sent.Task);
        Assert.Equal(sent.Message, Trip(sent).Message);
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
        Assert.Equal("No.Such", Assert.IsType<RemoteException>(FailureDecoder.ToException(failure)).RemoteType);
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
        Assert.IsType<RemoteException>(FailureDecoder.ToException(failure));
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
            Assert.IsType<RemoteException>(FailureDecoder.ToException(failure));
        }
    }

    [Fact]
    public void PoolExceptions_KeepTheirFacts()
    {
        var lost = Trip(new WorkerLostException("lost", 12, 3, "silo-1"));
        Assert.Equal((12L, 3, "silo-1"), (lost.ItemIndex, lost.Attempts, lost.Silo));
        var large = Trip(new PayloadTooLargeException("large", 10, 5));
        Assert.Equal((10L, 5L), (large.Bytes, large.MaxBytes));
        var remote = Trip(new RemoteException("remote") { RemoteType = "T", RemoteMessage = "m", RemoteStackTrace = "at there" });
        Assert.Equal(("T", "m", "at there"), (remote.RemoteType, remote.RemoteMessage, remote.RemoteStackTrace));
        Assert.Equal("none", Trip(new FunctionNotFoundException("none")).Message);
    }

    private static Exception Send(Exception error) =>
        FailureDecoder.ToException(PayloadSerializer.Shared.Deserialize<Failure>(PayloadSerializer.Shared.ToArray(FailureEncoder.From(error))));

    private static T Trip<T>(T error)
        where T : Exception
    {
        Exception arrived = Send(error);
        return arrived as T ?? throw new InvalidOperationException($"{typeof(T)} arrived as another type.", arrived);
    }

    private static Exception Thrown(Action action) => Record.Exception(action);

    private static void ThrowHere() => throw new CodeException(1, "thrown");
}
