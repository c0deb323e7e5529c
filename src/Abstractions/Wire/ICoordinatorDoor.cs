namespace OrleansPool.Wire;

/// <summary>
/// Another way to a coordinator. Orleans sends all of a client's calls to one grain through one gateway, and a silo that hangs answers nothing
/// and keeps its connections. Doors are on the gateways' own silos, and those of different numbers are reached through different gateways.
/// </summary>
[Alias("orleanspool.ICoordinatorDoor")]
internal interface ICoordinatorDoor : IGrainWithIntegerKey
{
    /// <summary>Passes on <see cref="ICoordinatorGrain.OpenAsync"/>.</summary>
    [Alias("Open"), ResponseTimeout("00:00:05")]
    Task<OpenReply> OpenAsync(string pool, OpenRequest request);

    /// <summary>Passes on <see cref="ICoordinatorGrain.SubmitAsync"/>.</summary>
    [Alias("Submit"), ResponseTimeout("00:00:05")]
    Task<SubmitReply> SubmitAsync(string pool, SubmitMessage message);

    /// <summary>Passes on <see cref="ICoordinatorGrain.FetchAsync"/>.</summary>
    [Alias("Fetch"), ResponseTimeout("00:00:05")]
    Task<FetchReply> FetchAsync(string pool, FetchRequest request);

    /// <summary>Passes on <see cref="ICoordinatorGrain.ShareAsync"/>.</summary>
    [Alias("Share"), ResponseTimeout("00:00:05")]
    Task<ShareReply> ShareAsync(string pool, ShareMessage message);

    /// <summary>Passes on <see cref="ICoordinatorGrain.CloseAsync"/>.</summary>
    [Alias("Close"), ResponseTimeout("00:00:05")]
    Task CloseAsync(string pool, long epoch);
}
