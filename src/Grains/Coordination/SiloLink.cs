using Microsoft.Extensions.Logging;
using OrleansPool.Diagnostics;
using OrleansPool.Scheduling;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

/// <summary>The coordinator's link to the agent of one silo: what waits to be assigned, sent in order and again until answered.</summary>
/// <remarks>Used in the coordinator's turns only.</remarks>
internal sealed partial class SiloLink
{
    private readonly string _pool;
    private readonly OpenRequest _opened;
    private readonly ISiloAgent _agent;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CarrierQueue<JobStart> _jobs = new();
    private readonly CarrierQueue<LeaseMessage> _leases = new();
    private readonly List<int> _ended = [];
    private readonly HashSet<int> _known = [];
    private readonly Pump _assign;
    private int _askBack;
    private bool _retires;
    private long _sequence;
    private long _lastHeard;

    public SiloLink(SiloAddress address, string pool, long epoch, OpenRequest opened, ISiloAgent agent, TimeProvider time, ILogger logger)
    {
        Address = address;
        Epoch = epoch;
        _pool = pool;
        _opened = opened;
        _agent = agent;
        _time = time;
        _logger = logger;
        _assign = new Pump(AssignAllAsync, TaskScheduler.Current);
        Heard();
    }

    public SiloAddress Address { get; }

    /// <summary>This attachment to the agent; an earlier one to the same silo has a lower number.</summary>
    public long Epoch { get; }

    /// <summary>Stands for the silo in messages; the same for every coordinator, so that names outlive one.</summary>
    public int Number => NumberOf(Address);

    public string Name => Address.ToParsableString();

    /// <summary>Workers of the silo; 0 until its agent has answered.</summary>
    public int Slots { get; set; }

    public Dictionary<string, string> Labels { get; set; } = [];

    /// <summary>Its platform if it takes code packages, or null.</summary>
    public string? CodePlatform { get; set; }

    /// <summary>Whether the silo insists on workers being processes.</summary>
    public bool IsIsolated { get; set; }

    /// <summary>Slots beyond those, for items that others wait for.</summary>
    public int Lent => Waiting.Sum(items => items.Count);

    /// <summary>Jobs of which items there wait for others.</summary>
    public WaitingItems[] Waiting { get; set; } = [];

    public RoundTrip Trip { get; } = new();

    public bool IsClosed { get; private set; }

    /// <summary>Whether all workers there have ended.</summary>
    public bool HasRetired { get; set; }

    /// <summary>The agent does not know this attachment: the silo's leases are lost.</summary>
    public Action<SiloLink>? Forgotten { get; init; }

    /// <summary>The last report that was handled, and its answer, for when it comes again.</summary>
    public long LastReport { get; set; }

    public ReportReply? LastReply { get; set; }

    public PartBuffer Parts { get; } = new();

    public TimeSpan Silence => _time.GetElapsedTime(_lastHeard);

    public static int NumberOf(SiloAddress address) => address.GetConsistentHashCode() & int.MaxValue;

    public void Heard() => _lastHeard = _time.GetTimestamp();

    /// <param name="home">The silo that this coordinator is on.</param>
    /// <param name="shares">The pool's shared values.</param>
    /// <param name="jobs">Jobs of which the silo keeps what it holds for an earlier coordinator; null for none.</param>
    public Task<AttachReply> AttachAsync(SiloAddress home, int[] shares, int[]? jobs) => _agent.AttachAsync(new AttachRequest
    {
        Version = WireVersion.Current,
        Pool = _pool,
        Epoch = Epoch,
        Silo = Number,
        Workers = _opened.Workers,
        Weight = _opened.Weight,
        Shares = shares,
        Jobs = jobs,
        Client = _opened.Client,
        Proof = _opened.Proof,
        Home = home,
    });

    /// <summary>The silo has leases of these jobs from an earlier coordinator, and knows the jobs.</summary>
    public void SetHeld(HeldLease[] held) => _known.UnionWith(held.Select(lease => lease.Job));

    public void Assign(Lease lease, JobStart job, long now)
    {
        if (_known.Add(lease.Job))
        {
            _jobs.Enqueue(job);
        }

        (ChunkMessage chunk, long arrived) = (QueuedChunk)lease.Chunk.Content!;
        _leases.Enqueue(new LeaseMessage
        {
            Id = lease.Id,
            Job = lease.Job,
            First = lease.First,
            Items = chunk.Items.Slice((int)(lease.First - chunk.First), lease.Count),
            Attempt = lease.Attempt,
            OnProbation = lease.OnProbation,
            MaySplit = lease.MaySplit,
            QueuedMicroseconds = (long)_time.GetElapsedTime(arrived, now).TotalMicroseconds,
        });
    }

    public void AskBack(int leases) => _askBack = leases;

    /// <summary>No job comes any more: the workers there end.</summary>
    public void Retire()
    {
        _retires = true;
        Send();
    }

    public void End(int job)
    {
        if (!_known.Remove(job))
        {
            return;
        }

        _leases.RemoveAll(lease => lease.Job == job);
        if (_jobs.RemoveAll(start => start.Job == job) == 0)
        {
            _ended.Add(job);
        }

        Send();
    }

    /// <summary>Sends what waits, soon.</summary>
    public void Send() => _assign.Signal();

    public void Close() => IsClosed = true;

    private async Task AssignAllAsync()
    {
        while (!IsClosed && Take() is { } message)
        {
            await SendAsync(message);
        }
    }

    private async Task SendAsync(AssignMessage message)
    {
        var backOff = new BackOff(_time);
        while (!IsClosed)
        {
            try
            {
                long sent = _time.GetTimestamp();
                AssignReply reply = await _agent.AssignAsync(message);
                Trip.Took(_time.GetElapsedTime(sent));
                if (!reply.IsKnown && !IsClosed)
                {
                    Forgotten?.Invoke(this);
                }

                return;
            }
            catch (Exception error)
            {
                LogCallFailed(Name, error);
            }

            await backOff.WaitAsync(CancellationToken.None);
        }
    }

    private AssignMessage? Take()
    {
        if (_jobs.Count + _leases.Count + _ended.Count + _endedShares.Count == 0 && _askBack == 0 && !_retires)
        {
            return null;
        }

        long budget = WireLimits.MessageBytes;
        ReadOnlyMemory<byte>? part = null;
        JobStart[] jobs = _leases.IsCut ? [] : _jobs.Take(ref budget, out part);
        LeaseMessage[] leases = part is null && (_jobs.Count == 0 || _leases.IsCut) ? _leases.Take(ref budget, out part) : [];
        int[] ended = part is null ? [.. _ended] : [];
        int[] endedShares = part is null ? [.. _endedShares] : [];
        _ended.RemoveRange(0, ended.Length);
        bool retires = _retires && part is null;
        _retires &= !retires;
        _endedShares.RemoveRange(0, endedShares.Length);
        var message = new AssignMessage
        {
            Pool = _pool,
            Epoch = Epoch,
            Sequence = ++_sequence,
            Part = part,
            Jobs = jobs,
            Leases = leases,
            EndedJobs = ended,
            AskBack = _askBack,
            RetireWorkers = retires,
            EndedShares = endedShares,
        };
        _askBack = 0;
        return message;
    }

    [LoggerMessage(EventId = FaultEvents.MessageRepeated, Level = LogLevel.Debug, Message = "A call to the agent of silo {Silo} failed and is sent again")]
    private partial void LogCallFailed(string silo, Exception error);
}
