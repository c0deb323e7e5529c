using System.Net;
using System.Text.Json;
using static OrleansPool.UnitTests.Failures.Sending;

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

    private static void ThrowHere() => throw new CodeException(1, "thrown");
}
