using CsCheck;
using OrleansPool.Placement;
using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

/// <summary>Any order of events, checked against plain bookkeeping.</summary>
public sealed class SchedulerPropertyTests
{
    private static readonly Gen<(int Kind, int A, int B)[]> Events =
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 1_000], Gen.Int[0, 1_000]).Array[1, 150];

    private static readonly Gen<SchedulerOptions> Options =
        from maxWorkers in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 5].Select(workers => (int?)workers))
        from home in Gen.Int[-1, 2]
        select new SchedulerOptions { MaxWorkers = maxWorkers, HomeSilo = home };

    [Fact]
    public void AnyEvents_EveryItemEndsExactlyOnce() =>
        Gen.Select(Options, Events).Sample(
            (options, events) => new Run(options).Play(events),
            iter: 3_000,
            print: value => $"{value.Item1.MaxWorkers} {value.Item1.HomeSilo} {string.Join(';', value.Item2)}");

    private sealed class Run(SchedulerOptions options)
    {
        private readonly ReferencePool _pool = new(options);
        private readonly List<int> _jobs = [];
        private long _item;
        private int _lastJob;
        private int _nextSilo;
        private long _splitId;

        public void Play((int Kind, int A, int B)[] events)
        {
            foreach (var (kind, a, b) in events)
            {
                Apply(kind, a, b);
            }

            _pool.Join(1_000, 4);
            _pool.Join(1_002, 3);
            Drain();
            Assert.Empty(_pool.Unfinished);
            Assert.Equal(0, _pool.Scheduler.Leases);
            Assert.Equal(0, _pool.Scheduler.PendingItems);
            Assert.Equal(_pool.Scheduler.TotalSlots, _pool.Scheduler.FreeSlots);
        }

        private void Apply(int kind, int a, int b)
        {
            switch (kind)
            {
                case 0:
                    _pool.Join(_nextSilo++, a % 4);
                    break;
                case 1 when Pick(_pool.Silos, a) is { } silo:
                    _pool.Lose(silo);
                    break;
                case 2 when Pick(_pool.Silos, a) is { } silo:
                    _pool.Leave(silo);
                    break;
                case 3 when Pick(_pool.Silos, a) is { } silo:
                    _pool.Resize(silo, b % 5);
                    break;
                case 4:
                    StartJob(a, b);
                    break;
                case 5 or 6 when _jobs.Count > 0:
                    _pool.Offer(_jobs[a % _jobs.Count], _item, 1 + (b % 40));
                    _item += 40;
                    break;
                case 7 when b % 4 == 0 && _jobs.Count > 0:
                    _pool.Cancel(_jobs[a % _jobs.Count]);
                    _jobs.RemoveAt(a % _jobs.Count);
                    break;
                case 8 when Pick(_pool.Silos, a) is { } silo:
                    _pool.Scheduler.AskBackAnswered(silo);
                    break;
                case > 8 and < 14 when _pool.Leases.Count > 0:
                    ApplyTo(_pool.Leases.Values.ElementAt(a % _pool.Leases.Count), kind, b);
                    break;
                default:
                    _pool.Scheduler.Schedule();
                    break;
            }
        }

        private void ApplyTo(ReferenceLease lease, int kind, int b)
        {
            switch (kind)
            {
                case 9 or 10:
                    _pool.Complete(lease, 1 + (b % lease.Left));
                    break;
                case 11:
                    Assert.True(_pool.Scheduler.Started(lease.Silo, lease.Id, lease.Next + (b % lease.Left)));
                    break;
                case 12 when lease.Left > 1:
                    _pool.Split(lease, lease.Next + 1 + (b % (lease.Left - 1)), --_splitId);
                    break;
                default:
                    _pool.Return(lease, 1 + (b % lease.Left));
                    break;
            }
        }

        private void StartJob(int a, int b)
        {
            _jobs.Add(++_lastJob);
            _pool.Scheduler.JobStarted(new JobRules
            {
                Job = _lastJob,
                ChunkSize = a % 2 == 0 ? 40 : null,
                MaxAttempts = 1 + (b % 4),
                Priority = b % 3,
                Weight = 1 + (a % 3),
                MaxWorkers = a % 5 == 0 ? 1 + (b % 3) : null,
                Demand = a % 7 == 0 ? LabelDemand.From(new Dictionary<string, string> { ["gpu"] = "1" }) : null,
            });
        }

        private void Drain()
        {
            do
            {
                foreach (var lease in _pool.Leases.Values.ToArray())
                {
                    _pool.Complete(lease, lease.Left);
                }

                _pool.Scheduler.Schedule();
            }
            while (_pool.Leases.Count > 0);
        }

        private static int? Pick(IEnumerable<int> silos, int a)
        {
            var all = silos.ToArray();
            return all.Length == 0 ? null : all[a % all.Length];
        }
    }
}
