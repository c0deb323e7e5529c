namespace OrleansPool.Workers;

internal abstract partial class LeaseRun
{
    private ItemServices? _services;
    private volatile bool _hasLeft;
    private volatile bool _isEndingServices;

    /// <inheritdoc/>
    public IServiceProvider SiloServices => Job.Link.Services;

    /// <inheritdoc/>
    public IServiceProvider Services => _services ?? OpenServices();

    /// <summary>Whether the item made a scope, whose end belongs to the item: its outcome waits for that.</summary>
    protected bool HasServices => _services is not null;

    /// <summary>The function has ended: so does the item's scope, if it made one.</summary>
    protected ValueTask EndServicesAsync() => _services is null ? ValueTask.CompletedTask : CloseServicesAsync();

    /// <summary>The scope is disposed: the item may end.</summary>
    protected abstract void ServicesEnded();

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
        _isEndingServices = true;

        // What is disposed may well ask for services, and so open another scope.
        while (Interlocked.Exchange(ref _services, null) is { } open)
        {
            try
            {
                await open.DisposeAsync();
            }
            catch (Exception error)
            {
                // The item's outcome stands.
                Job.Link.LogServicesFailed(JobId, ItemIndex, error);
            }
        }

        _isEndingServices = false;
        ServicesEnded();
    }
}
