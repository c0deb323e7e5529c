namespace OrleansPool.BehaviorTests.Support;

/// <summary>Asserts that take collection expressions beside an <see langword="await"/>, where xunit's overloads for spans stand in the way.</summary>
internal static class Expect
{
    public static void Items<T>(IEnumerable<T> expected, IEnumerable<T> actual) => Assert.Equal(expected, actual);
}
