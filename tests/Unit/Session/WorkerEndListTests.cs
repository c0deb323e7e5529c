using OrleansPool.Collecting;
using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Session;

public sealed class WorkerEndListTests
{
    private readonly WorkerEndList _list = new(new ResultReaders(new PoolOptions()));

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

    private static WorkerEnd End(string worker, int value) =>
        new() { Worker = worker, Silo = "silo", Value = PayloadSerializer.Shared.ToArray<object>(value) };

    private void Add(bool areAll, params WorkerEnd[] ends) => _list.Add(new WorkerEnds { Ends = ends, AreAll = areAll });
}
