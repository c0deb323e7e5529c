using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>Works of single calls.</summary>
internal static class CallWorks
{
    private const int Many = 64;

    public static JobWork OneAtATime(int calls) => Make("apply", $"apply, one at a time, {calls:N0} calls", calls, 1) with
    {
        Unit = Unit.CallTime,
        Figure = timing => timing.P50,
        Second = timing => timing.P99,
    };

    public static JobWork ManyAtATime(int calls) => Make($"apply-{Many}", $"apply, {Many} at a time, {calls:N0} calls", calls, Many);

    private static JobWork Make(string name, string title, int calls, int atATime) => new()
    {
        Name = name,
        Title = title,
        Unit = Unit.Calls,
        Job = new Job { Verb = Verb.Apply, Content = Content.Number, Items = calls, AtATime = atATime },
        Figure = timing => calls / timing.Seconds,
    };
}
