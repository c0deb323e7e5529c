namespace OrleansPool.TravelTests.Shapes;

/// <summary>An extension method, which as a method group is closed over its first argument.</summary>
internal static class TextExtensions
{
    public static string Append(this string head, int x) => $"{head}{x}";
}
