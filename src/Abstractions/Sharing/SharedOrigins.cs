using System.Collections.Concurrent;

namespace OrleansPool.Sharing;

/// <summary>The values that pools of this process share as clients. A handle that comes back as a result finds its own here.</summary>
internal static class SharedOrigins
{
    private static readonly ConcurrentDictionary<SharedId, ISharedOrigin> All = new();

    public static void Add(ISharedOrigin shared) => All[shared.Id] = shared;

    public static void Remove(SharedId id) => All.TryRemove(id, out _);

    public static ISharedOrigin? Find(SharedId id) => All.GetValueOrDefault(id);
}
