namespace OrleansPool.Functions;

/// <summary>What can be wrong with an item or a result when it is coded at the silo.</summary>
internal static class ItemErrors
{
    public static ArgumentNotSerializableException NotDecoded(long item, Type type, Exception error) => new(
        $"Item {item} ({type}) arrived and could not be decoded: {error.Message} Pass plain data, or mark its type [GenerateSerializer].",
        error);

    public static ResultNotSerializableException NotEncoded(long item, Type type, Exception error) => new(
        $"The result of item {item} ({type}) could not be encoded: {error.Message} Return plain data, or mark its type [GenerateSerializer].",
        error);
}
