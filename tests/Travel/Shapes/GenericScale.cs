namespace OrleansPool.TravelTests.Shapes;

/// <summary>Functions of a generic class and of generic methods.</summary>
internal static class GenericScale<T>
{
    public static Func<T, string> Lambda(string head) => x => $"{head} {typeof(T).Name} {x}";

    public static TResult Convert<TResult>(T x)
        where TResult : notnull => (TResult)System.Convert.ChangeType(x, typeof(TResult), System.Globalization.CultureInfo.InvariantCulture)!;
}
