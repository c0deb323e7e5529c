using System.Reflection;
using Microsoft.Extensions.Hosting;
using OrleansPool.Benchmarks.Peers.Contents;
using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Peers.Calls.Grains;

/// <summary>A plain grain call for each item: what somebody would write who has Orleans and no pool. Each lane calls a grain of its own.</summary>
internal abstract class GrainPeer : CallPeer
{
    /// <summary>Enough to have both sides busy all the time.</summary>
    private const int CallsAtATime = 64;

    private IHost? _host;
    private ICallGrain[] _grains = [];
    private int _workers;

    public override string Version => $"Orleans {typeof(Grain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split(' ', '+')[0].TrimEnd('.')} on .NET {Environment.Version}";

    public override async Task PrepareAsync(Setup setup)
    {
        _workers = setup.Workers;
        if (_host is null)
        {
            _host = await StartAsync();
            _grains = [.. Enumerable.Range(0, Math.Max(CallsAtATime, _workers)).Select(key => GrainsOf(_host).GetGrain<ICallGrain>(key))];
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }
    }

    /// <summary>Starts what calls grains.</summary>
    protected abstract Task<IHost> StartAsync();

    /// <summary>A waiting call must not wait with more others than there are workers.</summary>
    protected override int LanesFor<TItem>() => typeof(TItem) == typeof(Pause) ? _workers : CallsAtATime;

    protected override Task<TResult> CallAsync<TItem, TResult>(TItem item, int lane) => (Task<TResult>)(object)(item switch
    {
        int number => _grains[lane].NextAsync(number),
        ValueTuple<int, int> pair => _grains[lane].AddAsync(pair),
        Reading reading => _grains[lane].AfterAsync(reading),
        string text => _grains[lane].MarkAsync(text),
        byte[] payload => _grains[lane].GiveBackAsync(payload),
        Pause pause => (Task)_grains[lane].WaitAsync(pause),
        _ => throw new InvalidOperationException($"No grain takes {typeof(TItem)}."),
    });

    private static IGrainFactory GrainsOf(IHost host) => (IGrainFactory)host.Services.GetService(typeof(IGrainFactory))!;
}
