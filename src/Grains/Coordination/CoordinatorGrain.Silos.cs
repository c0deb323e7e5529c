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
                if (_epoch != 0)
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

    private async Task AttachAllAsync()
    {
        _ = DetachAllAsync(areForGood: false);
        Task[] attached = [.. membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active)
            .Select(member => AttachAsync(member.SiloAddress))];
        Task all = Task.WhenAll(attached);
        await Task.WhenAny(all, Task.Delay(AttachPatience, time));
    }

    private async Task AttachAsync(SiloAddress address)
    {
        var link = new SiloLink(address, this.GetPrimaryKeyString(), NextEpoch(), _opened, agents.Of(address), time, logger) { Forgotten = OnForgotten };
        _links[link.Number] = link;
        AttachReply reply;
        try
        {
            reply = await link.AttachAsync(_shares.Numbers);
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
            // A coordinator on a machine whose clock is ahead may have been here before: the next epoch is later than that one's.
            LogAttachRefused(link.Name, reply.Refusal);
            _lastEpoch = Math.Max(_lastEpoch, reply.KnownEpoch);
            Remove(link);
            return;
        }

        if (!link.IsClosed && _links.GetValueOrDefault(link.Number) == link)
        {
            link.Heard();
            link.Slots = reply.Slots;
            link.Labels = reply.Labels;
            link.CodePlatform = reply.CodePlatform;
            link.SetShares(reply.Shares);
            _scheduler.SiloJoined(link.Number, reply.Slots, reply.Labels);
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
        _scheduler.Lent = _links.Values.Sum(each => each.Lent);
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
            CheckRetired();
        }
    }

    private Task DetachAllAsync(bool areForGood)
    {
        Task[] detached = [.. _links.Values.Select(link => link.DetachAsync(areForGood))];
        _links.Clear();
        return Task.WhenAll(detached);
    }

    private Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_epoch == 0)
        {
            // Woken by a late message of an epoch that is over, or never opened.
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        if (time.GetElapsedTime(_lastFetch) > ClientLease)
        {
            LogClientLost(this.GetPrimaryKeyString(), ClientLease, _jobs.Count);
            return EndEpochAsync();
        }

        foreach (SiloLink link in _links.Values.Where(IsSilent).ToList())
        {
            Lose(link, $"it was silent for {SilenceLimit.TotalSeconds:F0} s");
        }

        Follow(membership.CurrentSnapshot);
        FailUnmatched();
        AskForShares();
        return Task.CompletedTask;
    }

    private bool IsSilent(SiloLink link) => _scheduler.LeasesAt(link.Number) > 0 && link.Silence > SilenceLimit;

    private SiloInfo[] SiloInfos() =>
        [.. _links.Values.Select(link => new SiloInfo { Number = link.Number, Name = link.Name, Slots = link.Slots, Labels = link.Labels, CodePlatform = link.CodePlatform })];
}
