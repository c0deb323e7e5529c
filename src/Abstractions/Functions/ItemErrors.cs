using OrleansPool.Payloads;

namespace OrleansPool.Functions;

/// <summary>What can be wrong with an item or a result when it is coded at the silo.</summary>
internal static class ItemErrors
{
    public static ArgumentNotSerializableException NotDecoded(long item, Type type, Exception error) => new(
        $"Item {item} ({TypeDisplay.Of(type)}) arrived and could not be decoded: {PayloadProblem.Explain(error, ValueRole.Argument)}",
        error);

    public static ResultNotSerializableException NotEncoded(long item, Type type, Exception error) => new(
        $"The result of item {item} ({TypeDisplay.Of(type)}) could not be encoded: {PayloadProblem.Explain(error, ValueRole.Result)}",
        error);
}
