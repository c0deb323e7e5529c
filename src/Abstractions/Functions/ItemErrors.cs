using OrleansPool.Payloads;

namespace OrleansPool.Functions;

/// <summary>What can be wrong with an item or a result when it is coded at the silo.</summary>
internal static class ItemErrors
{
    /// <summary>A <see cref="CodeRefusedException"/>, which is noted, when the item holds a function that may not run here.</summary>
    public static PoolException NotDecoded(long item, Type type, Exception error, IRunningItem? running)
    {
        if (RefusalIn(error) is not { } refused)
        {
            return new ArgumentNotSerializableException(
                $"Item {item} ({TypeDisplay.Of(type)}) arrived and could not be decoded: {PayloadProblem.Explain(error, ValueRole.Argument)}",
                error);
        }

        var reason = new CodeRefusedException($"Item {item} ({TypeDisplay.Of(type)}) is refused: {refused.Message}", refused);
        running?.NoteRefusal(reason.Message);
        return reason;
    }

    public static ResultNotSerializableException NotEncoded(long item, Type type, Exception error) => new(
        $"The result of item {item} ({TypeDisplay.Of(type)}) could not be encoded: {PayloadProblem.Explain(error, ValueRole.Result)}",
        error);

    private static CodeRefusedException? RefusalIn(Exception? error)
    {
        while (error is not (null or CodeRefusedException))
        {
            error = error.InnerException;
        }

        return (CodeRefusedException?)error;
    }
}
