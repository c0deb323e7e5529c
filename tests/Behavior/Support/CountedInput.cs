using System.Collections;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>An endless input that tells how far it was read, and when its reader left it.</summary>
internal sealed class CountedInput : IEnumerable<int>
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _read;

    public int Read => Volatile.Read(ref _read);

    public Task LeftAsync => _left.Task.Bounded();

    public IEnumerator<int> GetEnumerator()
    {
        try
        {
            while (true)
            {
                yield return Interlocked.Increment(ref _read) - 1;
            }
        }
        finally
        {
            _left.TrySetResult();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
