using OrleansPool.Wire;

namespace OrleansPool.Coordination;

internal sealed partial class CoordinatorGrain
{
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(1);

    /// <summary>How long opening waits for agents; those that answer later join the work then.</summary>
    private static readonly TimeSpan DetachPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AttachPatience = TimeSpan.FromSeconds(3);

    /// <summary>A silo with leases that has said nothing for this long hangs, even if it counts as alive: its leases go to others.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(15);

    private readonly Dictionary<int, SiloLink> _links = [];
    private long _lastEpoch;

    private async Task WatchMembershipAsync()
    {
        try
        {
            await foreach (ClusterMembershipSnapshot snapshot in membership.MembershipUpdates.WithCancellation(_stop.Token))
            {
                if (_epoch != 0 && !_isLeaving)
                {
                    Follow(snapshot);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The grain is deactivating.
            return;
        }
    }

    private void Follow(ClusterMembershipSnapshot snapshot)
    {
        foreach (ClusterMember member in snapshot.Members.Values)
        {
            int number = SiloLink.NumberOf(member.SiloAddress);
            if (member.Status == SiloStatus.Active && !_links.ContainsKey(number))
            {
                _ = AttachAsync(member.SiloAddress);
            }
            else if (member.Status == SiloStatus.Dead && _links.TryGetValue(number, out SiloLink? link))
            {
                Lose(link, "it is dead");
            }
        }
    }

    /// <param name="jobs">The client's jobs: silos that answer in time keep what they hold of these for an earlier coordinator.</param>
    private async Task AttachAllAsync(int[] jobs)
    {
        CloseLinks();
        _links.Clear();
        Task[] attached = [.. membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active)
            .Select(member => AttachAsync(member.SiloAddress, jobs))];
        Task all = Task.WhenAll(attached);
        await Task.WhenAny(all, Task.Delay(AttachPatience, time));
    }

    private async Task AttachAsync(SiloAddress address, int[]? jobs = null)
    {
        var link = new SiloLink(address, this.GetPrimaryKeyString(), NextEpoch(), _opened, agents.Of(address), time, logger) { Forgotten = OnForgotten };
        _links[link.Number] = link;
        AttachReply reply;
        try
        {
            reply = await link.AttachAsync(localSilo.SiloAddress, _shares.Numbers, jobs);
        }
        catch (Exception error)
        {
            // A silo without OrleansPool, or one that is going: asked again at the next check.
            LogAttachFailed(link.Name, error);
            Remove(link);
            return;
        }

        if (reply.Refusal is not null)
        {
            Remove(link);
            if (reply.IsOver)
            {
                await EndLateAsync();
                return;
            }

            if (reply.KnownEpoch >= link.Epoch && !_isLeaving)
            {
                // A coordinator on a machine whose clock is ahead was here before: the next epoch is later than that one's.
                _lastEpoch = Math.Max(_lastEpoch, reply.KnownEpoch);
                await AttachAsync(address, jobs);
                return;
            }

            LogAttachRefused(link.Name, reply.Refusal);
            return;
        }

        if (!link.IsClosed && _links.GetValueOrDefault(link.Number) == link)
        {
            if (jobs is not null && !_isOpening)
            {
                // Too late: what it holds was offered, and others may have it.
                Remove(link);
                await AttachAsync(address);
                return;
            }

            link.Heard();
            link.Slots = reply.Slots;
            link.Labels = reply.Labels;
            link.CodePlatform = reply.CodePlatform;
            link.IsIsolated = reply.IsIsolated;
            link.SetShares(reply.Shares);
            _siloNames.Set(link.Number, link.Name);
            _scheduler.SiloJoined(link.Number, reply.Slots, reply.Labels);
            if (jobs is not null)
            {
                link.SetHeld(reply.Held);
                _scheduler.SiloHolds(link.Number, reply.Held);
            }

            _outcomes.SetSilos(SiloInfos());
            if (_isRetiring)
            {
                // It may hold workers of an earlier attachment.
                link.Retire();
            }

            foreach (int ended in reply.Shares.Except(_shares.Numbers))
            {
                // Released while the silo was being attached.
                link.EndShare(ended);
            }

            AskForShares();
            Schedule();
        }
    }

    private void TakeSiloState(SiloLink link, ReportMessage message)
    {
        if (message.AskBackAnswered)
        {
            _scheduler.AskBackAnswered(link.Number);
        }

        if (message.LostShares.Length > 0)
        {
            link.LoseShares(message.LostShares);
            AskForShares();
        }

        _scheduler.TripTakes(link.Number, link.Trip.Microseconds);
        _outcomes.TripMicroseconds = Math.Max(_outcomes.TripMicroseconds, (int)link.Trip.Microseconds);
        if (message.IsLeaving)
        {
            _scheduler.SiloLeaving(link.Number);
        }
        else
        {
            TakeWaiting(link, message);
        }
    }

    private void TakeWaiting(SiloLink link, ReportMessage message)
    {
        int[] jobs = [.. link.Waiting.Concat(message.Waiting).Select(items => items.Job).Distinct()];
        link.Waiting = message.Waiting;
        if (jobs.Length > 0)
        {
            CountLent();
        }

        _scheduler.SlotsChanged(link.Number, message.Slots + link.Lent);
        foreach (int job in jobs)
        {
            _scheduler.WaitingAt(link.Number, job, message.Waiting.Where(items => items.Job == job).Sum(items => items.Count));
            _scheduler.Waiting(job, _links.Values.Sum(each => each.Waiting.Where(items => items.Job == job).Sum(items => items.Count)));
        }
    }

    private void OnForgotten(SiloLink link)
    {
        Lose(link, "its agent had dropped the pool");
        _ = AttachAsync(link.Address);
    }

    private void Lose(SiloLink link, string reason)
    {
        LogSiloLost(link.Name, reason, _scheduler.LeasesAt(link.Number));
        meter.SiloLost();
        link.Close();
        _scheduler.SiloLost(link.Number);
        Remove(link);
        _outcomes.SetSilos(SiloInfos());
        Schedule();
    }

    private void Remove(SiloLink link)
    {
        link.Close();
        if (_links.GetValueOrDefault(link.Number) == link)
        {
            _links.Remove(link.Number);
            if (link.Lent > 0)
            {
                CountLent();
            }

            CheckRetired();
        }
    }

    // Looks at every silo: only when items wait for others, or have ceased to.
    private void CountLent() => _scheduler.Lent = _links.Values.Sum(each => each.Lent);

    /// <summary>The pool is over. Silos that an earlier coordinator had given work are told as well, attached here or not.</summary>
    /// <param name="epoch">The last attachment that is over.</param>
    private Task DetachAllAsync(long epoch)
    {
        CloseLinks();
        IEnumerable<SiloAddress> silos = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active)
            .Select(member => member.SiloAddress)
            .Union(_links.Values.Select(link => link.Address));
        Task[] detached = [.. silos.Select(silo => DetachAsync(silo, epoch))];
        _links.Clear();
        return Task.WhenAll(detached);
    }

    private async Task DetachAsync(SiloAddress address, long epoch)
    {
        try
        {
            await LastWord.SendAsync(() => agents.Of(address).DetachAsync(this.GetPrimaryKeyString(), epoch), time);
        }
        catch (Exception error)
        {
            // It finds out by itself.
            LogDetachFailed(address, error);
        }
    }

    private void CloseLinks()
    {
        foreach (SiloLink link in _links.Values)
        {
            link.Close();
        }
    }

    private Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_epoch == 0)
        {
            // Woken by a late message of an epoch that is over, or never opened.
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        if (_isLeaving)
        {
            return Task.CompletedTask;
        }

        if (time.GetElapsedTime(_lastFetch) > ClientLease)
        {
            LogClientLost(this.GetPrimaryKeyString(), ClientLease, _jobs.Count);
            return EndEpochAsync(_lastEpoch);
        }

        foreach (SiloLink link in _links.Values.Where(IsSilent).ToList())
        {
            Lose(link, $"it was silent for {SilenceLimit.TotalSeconds:F0} s");
        }

        Follow(membership.CurrentSnapshot);
        _outcomes.TripMicroseconds = (int)_links.Values.Select(link => link.Trip.Microseconds).DefaultIfEmpty().Max();
        TellNews();
        FailUnmatched();
        AskForShares();
        return Task.CompletedTask;
    }

    private bool IsSilent(SiloLink link) => _scheduler.LeasesAt(link.Number) > 0 && link.Silence > SilenceLimit;

    private SiloInfo[] SiloInfos() =>
        [.. _links.Values.Select(link => new SiloInfo
        {
            Number = link.Number,
            Name = link.Name,
            Slots = link.Slots,
            Labels = link.Labels,
            CodePlatform = link.CodePlatform,
            IsIsolated = link.IsIsolated,
        })];
}
