using System.Runtime.CompilerServices;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>Inputs that are not as harmless as an array.</summary>
internal static class Inputs
{
    public const string Failure = "the input failed";

    /// <summary>0, 1, … and an exception in the place of item <paramref name="index"/>.</summary>
    public static IEnumerable<int> FailingAt(int index)
    {
        for (int item = 0; item < index; item++)
        {
            yield return item;
        }

        throw new InvalidDataException(Failure);
    }

    public static async IAsyncEnumerable<int> FailingAsyncAt(int index)
    {
        foreach (int item in FailingAt(index))
        {
            await Task.Yield();
            yield return item;
        }
    }

    public static async IAsyncEnumerable<int> Async(int count)
    {
        for (int item = 0; item < count; item++)
        {
            await Task.Yield();
            yield return item;
        }
    }

    /// <summary>0 to <paramref name="count"/> - 1, and one more after it has blocked.</summary>
    public static IEnumerable<int> HeldAfter(int count, ManualResetEventSlim release)
    {
        for (int item = 0; item < count; item++)
        {
            yield return item;
        }

        release.Wait(Bound.Limit);
        yield return count;
    }

    /// <summary>0 to <paramref name="count"/> - 1, and one more when it is let go.</summary>
    public static async IAsyncEnumerable<int> HeldBeforeLast(int count, Task release, [EnumeratorCancellation] CancellationToken token = default)
    {
        for (int item = 0; item < count; item++)
        {
            yield return item;
        }

        await release.WaitAsync(token);
        yield return count;
    }
}
