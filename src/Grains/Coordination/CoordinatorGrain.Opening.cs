using OrleansPool.Scheduling;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

internal sealed partial class CoordinatorGrain
{
    // While silos are asked what they hold; and until the client has offered that.
    private bool _isOpening;
    private bool _awaitsOffers;

    // The pool was closed, before it was opened or before it was opened once more by a message that came late.
    private bool _isOver;

    /// <inheritdoc/>
    public async Task<OpenReply> OpenAsync(OpenRequest request)
    {
        if (request.Version != WireVersion.Current)
        {
            return new OpenReply
            {
                Refusal = $"The cluster speaks version {WireVersion.Current} of OrleansPool's messages, this client {request.Version}. "
                    + "Use the same version of the packages on both sides.",
            };
        }

        if (departures.HaveBegun)
        {
            // The next that is asked is on another silo, once this one is known to stop.
            DeactivateOnIdle();
            return new OpenReply();
        }

        if (_isOver)
        {
            // Overtaken by the message that ends the pool: nobody would use it, nor end it again.
            return new OpenReply();
        }

        long epoch = NextEpoch();
        _epoch = epoch;
        _lastFetch = time.GetTimestamp();
        _lastSubmit = 0;
        _opened = request;
        _isRetiring = false;
        _shares = new ShareRounds(request.Shares);
        _jobs.Clear();
        _watches.Clear();
        _unmatchedSince.Clear();
        _parts.Clear();
        _outcomes.Signal();
        _outcomes = new OutcomeBuffer();
        _charges = new ChargeBook();
        _onTrial.Clear();
        _scheduler = new Scheduler(
            new SchedulerOptions { MaxWorkers = request.MaxWorkers, HomeSilo = _homeSilo },
            this);
        _scheduler.TakeOver(request.Leased);
        (_isOpening, _awaitsOffers) = (true, true);
        await AttachAllAsync(request.Jobs);
        if (epoch == _epoch)
        {
            (_isOpening, _awaitsOffers) = (false, _scheduler.AwaitsOffers);
        }

        return _isLeaving || _isOver ? new OpenReply() : new OpenReply { Epoch = epoch, HomeSilo = _homeSilo, Silos = SiloInfos() };
    }
}
