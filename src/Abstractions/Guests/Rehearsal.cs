using OrleansPool.Functions;

namespace OrleansPool.Guests;

/// <summary>A function that is run ahead of all others, so that what every function needs is compiled when the first one comes.</summary>
internal sealed class Rehearsal(Func<int, int> next) : ItemCall<int, int>
{
    public static PoolFunction<int, int> Function => new SyncFunction<int, int>(new Rehearsal(static number => number + 1));

    public override Delegate Target => next;

    public override int Invoke(int item, CancellationToken token) => next(item);
}
