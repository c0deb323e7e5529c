namespace OrleansPool.Workers;

internal abstract partial class LeaseRun
{
    private ItemServices? _services;
    private volatile bool _hasLeft;

    /// <inheritdoc/>
    public IServiceProvider SiloServices => Job.Link.Services;

    /// <inheritdoc/>
    public IServiceProvider Services => _services ?? OpenServices();

    /// <summary>The item has ended: so does its scope, if it made one.</summary>
    protected ValueTask EndServicesAsync() => _services is null ? ValueTask.CompletedTask : CloseServicesAsync();

    /// <summary>The last item has ended: what a function left behind in the background finds no services any more.</summary>
    protected void Leave() => _hasLeft = true;

    private ItemServices OpenServices()
    {
        if (_hasLeft)
        {
            throw new InvalidOperationException(
                $"The items of job {JobId} that ran here have ended, and their services with them. Await what a function starts before it returns.");
        }

        // An item may use several threads.
        var opened = new ItemServices(SiloServices, Silo);
        if (Interlocked.CompareExchange(ref _services, opened, null) is { } first)
        {
            _ = opened.DisposeAsync();
            return first;
        }

        return opened;
    }

    private async ValueTask CloseServicesAsync()
    {
        try
        {
            await Interlocked.Exchange(ref _services, null)!.DisposeAsync();
        }
        catch (Exception error)
        {
            // The item has its outcome already.
            Job.Link.LogServicesFailed(JobId, ItemIndex, error);
        }
    }
}
