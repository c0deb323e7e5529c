using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Sharing;

/// <summary>Which job's items are encoded now, and what a handle may be encoded into.</summary>
internal static class SharedUse
{
    private static readonly AsyncLocal<ISharedUser?> Ambient = new();

    /// <summary>What is encoded from now on, in this flow of control, belongs to the job.</summary>
    public static void Enter(ISharedUser user) => Ambient.Value = user;

    /// <summary>A handle is about to be encoded: its value is kept for the job that takes it on.</summary>
    /// <exception cref="NotPortableException">It can't be of use where it goes.</exception>
    /// <exception cref="SharedReleasedException">The value was released.</exception>
    public static void Note(SharedId id, ISharedOrigin? origin)
    {
        origin ??= SharedOrigins.Find(id);
        ISharedUser? user = EncodingScope.Current?.User ?? Ambient.Value;
        if (origin is not null && user?.Pool == id.Pool)
        {
            user.Use(origin);
        }
        else if (!PoolContext.IsAvailable)
        {
            throw NotPortableException.Because(Refusal(id, user));
        }

        // Else a function takes it on or returns it: the job that the function belongs to keeps the value.
    }

    private static string Refusal(SharedId id, ISharedUser? user) => user is null
        ? $"{id} cannot be a part of an initializer or of another shared value. Let the function capture each Shared on its own."
        : $"{id} was shared with another pool than the job's, or was released. Share it with the pool that runs the job: await pool.ShareAsync(value).";
}
