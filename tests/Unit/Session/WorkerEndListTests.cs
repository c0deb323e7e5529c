using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Session;

public sealed class WorkerEndListTests
{
    private readonly WorkerEndList _list = new();

    [Fact]
    public void Add_OfTheSameWorkerTwice_CountsOnce()
    {
        Add(false, End("a", 1));
        Add(false, End("a", 1), End("b", 2));
        Assert.Equal(["a", "b"], _list.Results().Select(result => result.WorkerId));
        Assert.Equal([1, 2], _list.Results().Select(result => (int)result.Value!));
        Assert.False(_list.All.IsCompleted);
        Add(true);
        Assert.True(_list.All.IsCompletedSuccessfully);
    }

    [Fact]
    public void Results_OfNoValueAndOfAFailure_AreAsTheyAre()
    {
        Add(
            false,
            new WorkerEnd { Worker = "none", Silo = "silo" },
            new WorkerEnd { Worker = "failed", Silo = "silo", Error = FailureEncoder.From(new InvalidDataException("lost")) });
        WorkerResult[] results = _list.Results();
        Assert.Equal((true, null), (results[0].IsSuccess, results[0].Value));
        Assert.Equal((false, "lost"), (results[1].IsSuccess, Assert.IsType<InvalidDataException>(results[1].Error).Message));
    }

    [Fact]
    public void Results_OfAValueThatDoesNotDecode_SayWhichWorker()
    {
        Add(false, new WorkerEnd { Worker = "silo/7", Silo = "silo", Value = new byte[] { 0xFF, 0x01 } });
        Assert.Contains("silo/7", Assert.IsType<ResultNotSerializableException>(Assert.Single(_list.Results()).Error).Message);
    }

    [Fact]
    public void Add_OfMoreThanAreKept_SaysSo()
    {
        Add(false, [.. Enumerable.Range(0, WorkerEndList.Most - 1).Select(number => new WorkerEnd { Worker = $"{number}", Silo = "silo" })]);
        Assert.False(_list.Add(new WorkerEnds { Ends = [End("last", 1), End("0", 1)] }));
        Assert.True(_list.Add(new WorkerEnds { Ends = [End("too many", 1)] }));
        Assert.Equal(WorkerEndList.Most, _list.Results().Length);
    }

    [Fact]
    public void Add_OfMoreBytesThanAreKept_RefusesThemByName()
    {
        byte[] value = PayloadSerializer.Shared.ToArray<object>(new byte[1_000_000]);
        int most = (int)(WorkerEndBudget.Most / value.Length);
        Add(false, [.. Enumerable.Range(0, most + 10).Select(number => new WorkerEnd { Worker = $"w{number}", Silo = "silo", Value = value })]);
        Add(false, End("small", 1), new WorkerEnd { Worker = "failed", Silo = "silo", Error = FailureEncoder.From(new InvalidDataException(new string('x', 200_000))) });
        WorkerResult[] results = _list.Results();
        Assert.All(results.Take(most), result => Assert.Equal(1_000_000, Assert.IsType<byte[]>(result.Value).Length));
        Assert.All(results.Skip(most).Take(10), result =>
        {
            var error = Assert.IsType<PayloadTooLargeException>(result.Error);
            Assert.Contains(result.WorkerId, error.Message);
            Assert.Contains($"{value.Length} bytes", error.Message);
            Assert.EndsWith("return the path.", error.Message);
            Assert.Equal(((long)value.Length, WorkerEndBudget.Most), (error.Bytes, error.MaxBytes));
        });
        Assert.Equal(1, results.Single(result => result.WorkerId == "small").Value);
        Assert.IsType<PayloadTooLargeException>(results.Single(result => result.WorkerId == "failed").Error);
    }

    private static WorkerEnd End(string worker, int value) =>
        new() { Worker = worker, Silo = "silo", Value = PayloadSerializer.Shared.ToArray<object>(value) };

    private void Add(bool areAll, params WorkerEnd[] ends) => _list.Add(new WorkerEnds { Ends = ends, AreAll = areAll });
}
