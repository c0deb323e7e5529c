using OrleansPool.Benchmarks.Peers.Jobs;
using OrleansPool.Benchmarks.Peers.Launching;

namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>One measurement of one peer.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Value">In the unit of the work; 0 if it was not measured.</param>
/// <param name="Second">A second value beside it, if the unit has one.</param>
/// <param name="Note">Why it was not measured.</param>
internal sealed record Observation(Status Status, double Value = 0, double Second = 0, string Note = "")
{
    public static Observation Of(Reply reply, Func<Timing, double> value, Func<Timing, double>? second = null) => reply.Timing is { } timing
        ? new(Status.Measured, value(timing), second?.Invoke(timing) ?? 0)
        : new(reply.Status, Note: reply.Note);
}
