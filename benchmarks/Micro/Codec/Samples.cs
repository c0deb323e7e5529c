namespace OrleansPool.Benchmarks.Micro.Codec;

/// <summary>Items to encode.</summary>
internal static class Samples
{
    public static T[] Of<T>(int count) => [.. Enumerable.Range(0, count).Select(index => (T)One(typeof(T), index))];

    private static object One(Type type, int index) => type switch
    {
        _ when type == typeof(int) => index,
        _ when type == typeof(string) => $"item number {index}",
        _ when type == typeof(PlainReading) => new PlainReading(index, index * 0.5, $"place {index % 100}", index % 2 == 0),
        _ when type == typeof(GeneratedReading) => new GeneratedReading(index, index * 0.5, $"place {index % 100}", index % 2 == 0),
        _ => throw new ArgumentException($"There are no items of type {type}.", nameof(type)),
    };
}
