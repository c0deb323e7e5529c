namespace OrleansPool.TravelTests.Support;

/// <summary>A silo that runs everything and has never seen these tests, and a pool on it.</summary>
public sealed class GenericSilo : IAsyncLifetime
{
    private TravelSilo _silo = null!;

    public Pool Pool { get; private set; } = null!;

    internal TravelSilo Silo => _silo;

    public async Task InitializeAsync()
    {
        _silo = await TravelSilo.StartAsync("--code", "any");
        Pool = await _silo.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await Pool.DisposeAsync();
        await _silo.DisposeAsync();
    }
}
