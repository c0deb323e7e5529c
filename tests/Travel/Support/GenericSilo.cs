namespace OrleansPool.TravelTests.Support;

/// <summary>A silo that runs everything and has never seen these tests, and a pool on it.</summary>
public class GenericSilo : IAsyncLifetime
{
    private TravelSilo _silo = null!;

    public Pool Pool { get; private set; } = null!;

    internal TravelSilo Silo => _silo;

    private protected virtual string[] Arguments => [];

    public async Task InitializeAsync()
    {
        _silo = await TravelSilo.StartAsync(["--code", "any", .. Arguments]);
        Pool = await _silo.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await Pool.DisposeAsync();
        await _silo.DisposeAsync();
    }
}
