using System.Collections.Concurrent;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>What functions under test note down, by a key that travels.</summary>
internal sealed class Tally : IDisposable
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<object>> All = new();

    public Tally() => All[Key] = new ConcurrentQueue<object>();

    public string Key { get; } = Guid.NewGuid().ToString("N");

    public IReadOnlyCollection<object> Notes => All[Key];

    public static void Note(string key, object what)
    {
        if (All.TryGetValue(key, out ConcurrentQueue<object>? notes))
        {
            notes.Enqueue(what);
        }
    }

    /// <summary>How much was noted so far, for functions.</summary>
    public static int Count(string key) => All.TryGetValue(key, out ConcurrentQueue<object>? notes) ? notes.Count : 0;

    /// <summary>How often that was noted so far, for functions.</summary>
    public static int CountOf(string key, object what) => All.TryGetValue(key, out ConcurrentQueue<object>? notes) ? notes.Count(what.Equals) : 0;

    public void Dispose() => All.TryRemove(Key, out _);
}
