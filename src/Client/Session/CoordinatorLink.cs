using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>
/// Calls to the coordinator, on the path that answered last: straight, or by one of the doors, which are behind other gateways. A call whose
/// answer is late goes out once more on the next path.
/// </summary>
internal sealed class CoordinatorLink(IGrainFactory grains, string pool, TimeProvider time)
{
    private const int Doors = 8;

    /// <summary>
    /// A call without an answer for this long, beyond what it waits at the coordinator, is late. A lost silo answers nothing, and the silo that
    /// takes its place can be asked as soon as the cluster knows; a submit carries much, and nothing that is lost waits for it.
    /// </summary>
    private static readonly TimeSpan FetchLate = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SubmitLate = TimeSpan.FromSeconds(2);

    /// <summary>The coordinator itself waits shortly for silos that do not answer.</summary>
    private static readonly TimeSpan CloseLate = TimeSpan.FromSeconds(3);

    private ICoordinatorGrain? _coordinator;
    private int _path;

    /// <summary>Found at the first call: an application may resolve its pool before its client is connected, which knows no grains until then.</summary>
    private ICoordinatorGrain Coordinator => _coordinator ??= grains.GetGrain<ICoordinatorGrain>(pool);

    /// <summary>Not repeated when late, since each call opens another epoch; the next goes on another path.</summary>
    public Task<OpenReply> OpenAsync(OpenRequest request) => CallAsync(
        Volatile.Read(ref _path),
        coordinator => coordinator.OpenAsync(request),
        door => door.OpenAsync(pool, request));

    public Task<SubmitReply> SubmitAsync(SubmitMessage message, CancellationToken cancellationToken) => RepeatAsync(
        coordinator => coordinator.SubmitAsync(message),
        door => door.SubmitAsync(pool, message),
        SubmitLate,
        SubmitLate,
        cancellationToken);

    public Task<FetchReply> FetchAsync(FetchRequest request, CancellationToken cancellationToken) => RepeatAsync(
        coordinator => coordinator.FetchAsync(request),
        door => door.FetchAsync(pool, request),
        TimeSpan.FromMilliseconds(request.WaitMilliseconds) + FetchLate,
        FetchLate,
        cancellationToken);

    /// <summary>Not repeated when late: that would send a part twice over a link that is slow. The next call goes on another path.</summary>
    public Task<ShareReply> ShareAsync(ShareMessage message) => CallAsync(
        Volatile.Read(ref _path),
        coordinator => coordinator.ShareAsync(message),
        door => door.ShareAsync(pool, message));

    public Task CloseAsync(long epoch, CancellationToken cancellationToken) => RepeatAsync(
        async coordinator =>
        {
            await coordinator.CloseAsync(epoch).ConfigureAwait(false);
            return true;
        },
        async door =>
        {
            await door.CloseAsync(pool, epoch).ConfigureAwait(false);
            return true;
        },
        CloseLate,
        CloseLate,
        cancellationToken);

    private Task<T> RepeatAsync<T>(
        Func<ICoordinatorGrain, Task<T>> straight,
        Func<ICoordinatorDoor, Task<T>> byDoor,
        TimeSpan late,
        TimeSpan again,
        CancellationToken cancellationToken)
    {
        int first = Volatile.Read(ref _path);
        return LateCall.MakeAsync(turn => CallAsync((first + turn) % (Doors + 1), straight, byDoor), late, again, time, cancellationToken);
    }

    private async Task<T> CallAsync<T>(int path, Func<ICoordinatorGrain, Task<T>> straight, Func<ICoordinatorDoor, Task<T>> byDoor)
    {
        // That there is none yet says nothing of the path.
        ICoordinatorGrain coordinator = Coordinator;
        try
        {
            T reply = await (path == 0 ? straight(coordinator) : byDoor(grains.GetGrain<ICoordinatorDoor>(path))).ConfigureAwait(false);
            Volatile.Write(ref _path, path);
            return reply;
        }
        catch
        {
            Interlocked.CompareExchange(ref _path, (path + 1) % (Doors + 1), path);
            throw;
        }
    }
}
