using OrleansPool.Failures;
using OrleansPool.Wire;

namespace OrleansPool.Watching;

/// <summary>Makes views of items, of bounded size.</summary>
internal static class ItemViews
{
    private const int MessageLimit = 2_000;
    private const int StackLimit = 8_000;
    private const int PreviewLimit = 500;

    public static ItemView OfFailure(Segment segment, ItemFailure failure, string silo)
    {
        Failure error = failure.Failure;
        return new ItemView
        {
            Index = segment.First + failure.Offset,
            Attempt = segment.Attempt,
            WorkerId = WorkerOf(segment, silo),
            RunTime = failure.RunMicroseconds is { } ran ? TimeSpan.FromMicroseconds(ran) : null,
            ErrorType = error.TypeName,
            ErrorMessage = Cut(error.Message, MessageLimit),
            ErrorStack = Cut(error.StackTrace, StackLimit),
            InputPreview = Cut(failure.Preview, PreviewLimit),
        };
    }

    public static ItemView OfSlowest(Segment segment, string silo)
    {
        ItemFailure? failure = Array.Find(segment.Failures, failure => failure.Offset == segment.SlowestOffset);
        var view = new ItemView { Index = segment.First + segment.SlowestOffset, Attempt = segment.Attempt, WorkerId = WorkerOf(segment, silo) };
        return (failure is null ? view : OfFailure(segment, failure, silo)) with { RunTime = TimeSpan.FromMicroseconds(segment.SlowestMicroseconds) };
    }

    /// <summary>About how many bytes it takes.</summary>
    public static long SizeOf(ItemView view) =>
        200 + (2L * ((view.ErrorMessage?.Length ?? 0) + (view.ErrorStack?.Length ?? 0) + (view.InputPreview?.Length ?? 0) + (view.WorkerId?.Length ?? 0)));

    private static string? WorkerOf(Segment segment, string silo) =>
        segment.WorkerSlot < 0 ? null : WorkerName.Of(silo, segment.WorkerSlot, segment.WorkerGeneration);

    private static string? Cut(string? text, int limit) => text?.Length > limit ? text[..limit] + "…" : text;
}
