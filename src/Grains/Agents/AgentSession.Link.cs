using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

/// <summary>The link to the coordinator, which may become another's. What belongs to one epoch changes under one lock.</summary>
internal sealed partial class AgentSession
{
    /// <summary>
    /// Another coordinator takes over: what may not have been told is told to it. Called under the agent's lock. An item on probation whose start
    /// nobody has acknowledged does not run.
    /// </summary>
    public void TakeOver(long epoch)
    {
        lock (_announced)
        {
            _outbox.Rewind();
            Volatile.Write(ref _epoch, epoch);
            Volatile.Write(ref _lostAt, 0);
            foreach ((LeaseRun run, TaskCompletionSource<bool> answer) in _announced.Values)
            {
                run.GiveUp();
                answer.TrySetResult(false);
            }

            _announced.Clear();
        }

        _lastAssign = 0;
        _parts.Clear();
        Renew();
    }

    private async Task ReportAllAsync()
    {
        while (!_isClosed && Take() is { } message)
        {
            ReportReply? reply = await SendAsync(message).ConfigureAwait(false);
            if (reply is null || reply.IsBroken)
            {
                _agent.Drop(this, message.Epoch);
            }
            else if (!reply.IsKnown)
            {
                Lose(message);
            }
            else
            {
                Interlocked.Exchange(ref _lastReport, _time.GetTimestamp());
                Acknowledge(message, reply);
            }

            if (_outbox.Bytes < MaxOutboxBytes / 2)
            {
                MakeRoom();
            }
        }
    }

    private ReportMessage? Take()
    {
        (int slots, WaitingItems[] waiting) = (_agent.ShareOf(this), _agent.WaitingOf(this));
        lock (_announced)
        {
            return Volatile.Read(ref _lostAt) == 0 ? _outbox.Take(Epoch, SiloNumber, slots, waiting, _agent.IsLeaving) : null;
        }
    }

    private void Lose(ReportMessage message)
    {
        lock (_announced)
        {
            if (message.Epoch == Epoch)
            {
                _outbox.Lost(message);
                Volatile.Write(ref _lostAt, _time.GetTimestamp());
            }
        }

        _agent.WaitForTakeOver();
    }

    private void MakeRoom()
    {
        lock (_roomGate)
        {
            _room?.TrySetResult();
            _room = null;
        }
    }

    /// <summary>Sends one message until it is answered, or its epoch is over; null when the coordinator stays silent.</summary>
    private async Task<ReportReply?> SendAsync(ReportMessage message)
    {
        var backOff = new BackOff(_time);
        long started = _time.GetTimestamp();
        while (!_isClosed && message.Epoch == Epoch && _time.GetElapsedTime(started) < ReportPatience)
        {
            try
            {
                ReportReply reply = await _coordinator.ReportAsync(message).ConfigureAwait(false);
                if (!reply.IsEarly)
                {
                    return reply;
                }

                started = _time.GetTimestamp();
            }
            catch (Exception error)
            {
                LogReportFailed(Pool, error);
            }

            await backOff.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return null;
    }

    private void Acknowledge(ReportMessage message, ReportReply reply)
    {
        lock (_announced)
        {
            if (message.Epoch != Epoch)
            {
                // Another coordinator has taken over meanwhile, and is told the same.
                return;
            }

            _outbox.Answered(message);
            foreach (LeaseMark mark in message.Started)
            {
                if (_announced.Remove(mark.Lease, out (LeaseRun Run, TaskCompletionSource<bool> Answer) announced))
                {
                    bool mayStart = !reply.RefusedLeases.Contains(mark.Lease);
                    announced.Run.HasStarted = mayStart;
                    announced.Answer.TrySetResult(mayStart);
                }
            }
        }
    }
}
