using OrleansPool.Silo.Page;
using OrleansPool.Wire;

namespace OrleansPool.PageTests.Support;

/// <summary>A cluster that does not exist: any number of silos and jobs, which go on with each look. The same each time for the same numbers.</summary>
internal sealed class MadeCluster(int silos, int jobs, int workers = 16) : IPageSource
{
    private static readonly string[] Functions = ["Segmentation.Felzenszwalb", "Program.Main (lambda)", "Thumbnails.Resize", "Simulation.Step", "Import.ParseLine", "Prices.Quote"];
    private static readonly string?[] Names = ["masks of the night", null, "thumbnails", "monte carlo", null, "import", null];
    private static readonly string[] Verbs = ["map", "imap_unordered", "map", "foreach", "imap", "apply"];
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private int _looks;

    public int Looks => _looks;

    public List<string> Cancelled { get; } = [];

    public List<string> Drained { get; } = [];

    /// <summary>Whether the first job has ended.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The job stream, if there is one.</summary>
    public Func<long, Task<JobNews>>? News { get; set; }

    /// <summary>What the failing item of a job says; text that would do harm if it were not shown as text.</summary>
    public string Message { get; set; } = "Input image has 3 channels, 1 was expected";

    /// <summary>What a picture waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<ClusterPicture> DescribeAsync()
    {
        await Gate;
        int look = Interlocked.Increment(ref _looks);
        int running = Running;
        SiloView[] all = [.. Enumerable.Range(0, silos).Select(number => Silo(number, look))];
        JobView[] views = [.. Enumerable.Range(0, jobs).Select(number => Job(number, look))];
        return new ClusterPicture { Silos = all, Jobs = [.. views.Take(running), .. views.Skip(running)] };
    }

    public Task<JobNews> NewsAsync(long since) => News is { } news ? news(since) : Task.FromResult(JobNews.None);

    public Task<JobDetail?> JobAsync(string id)
    {
        int number = int.Parse(id.Split('-')[1]);
        return Task.FromResult(number < jobs ? Detail(number) : null);
    }

    public Task<bool> CancelAsync(string id, string by)
    {
        Cancelled.Add(id);
        return Task.FromResult(true);
    }

    public Task<bool> DrainAsync(string silo, string by)
    {
        Drained.Add(silo);
        return Task.FromResult(true);
    }

    private int Running => Math.Max(1, jobs / 4);

    // Hashes instead of a random number: the same picture for the same look.
    private static uint Mix(int a, int b) => unchecked((((uint)a * 2654435761) ^ ((uint)b * 2246822519)) * 3266489917 >> 7);

    private static string IdOf(int number) => $"{Mix(number, 77) & 0xffff:x4}{Mix(number, 78) & 0xffff:x4}-{number}";

    private static string AddressOf(int number) => $"10.0.0.{number + 1}:11111@{1000 + number}";

    private SiloView Silo(int number, int look)
    {
        bool isDraining = number == 1;
        if (number == silos - 1 && silos > 3)
        {
            return new SiloView { Address = AddressOf(number), Name = $"silo-{number:00}" };
        }

        return new SiloView
        {
            Address = AddressOf(number),
            Name = $"silo-{number:00}",
            Version = "0.1.0",
            Phase = isDraining ? PoolSiloPhase.Draining : PoolSiloPhase.Ready,
            Workers = workers,
            Queue = isDraining ? 0 : (int)(Mix(number, look) % 40),
            MemoryBytes = (180L << 20) + (Mix(number, 1) % (300 << 20)),
            Labels = number % 4 == 0 ? new Dictionary<string, string> { ["gpu"] = "1" } : [],
            Slots =
            [
                .. Enumerable.Range(0, workers).Select(slot => new SlotView
                {
                    Number = slot,
                    JobId = Mix(number * 100 + slot, look / 3) % 10 < (isDraining ? 3u : 8u) ? IdOf((int)(Mix(number + slot, look / 3) % (uint)Math.Min(Running, 6))) : null,
                    Item = slot,
                }),
            ],
        };
    }

    private JobView Job(int number, int look)
    {
        bool isRunning = number < Running && !(HasEnded && number == 0);
        long total = 1_000 * (1 + (Mix(number, 3) % 400));
        double part = isRunning ? Math.Min(0.97, (0.05 + (Mix(number, 5) % 80 / 100.0)) + (look * 0.002)) : 1;
        JobState state = isRunning ? JobState.Running : HasEnded && number == 0 ? JobState.Finished : (number % 9) switch { 4 => JobState.Failed, 7 => JobState.Cancelled, _ => JobState.Finished };
        long completed = (long)(total * (state == JobState.Cancelled ? 0.4 : part));
        return new JobView
        {
            Id = IdOf(number),
            Name = Names[number % Names.Length],
            Verb = Verbs[number % Verbs.Length],
            Function = Functions[number % Functions.Length],
            State = state,
            Client = $"ana@workstation-{number % 5} (pipeline, process {4000 + number})",
            Coordinator = AddressOf(number % silos),
            Completed = completed,
            Failed = number % 9 is 4 or 0 ? completed / 40 : 0,
            Total = number % 6 == 4 ? null : total,
            Running = isRunning ? 1 + (int)(Mix(number, look) % (uint)workers) : 0,
            Waiting = isRunning ? total - completed : 0,
            Retried = number % 5 == 0 ? 3 : 0,
            LostRuns = number % 9 == 0 ? 1 : 0,
            StartedAt = Start,
            Elapsed = TimeSpan.FromSeconds(20 + (Mix(number, 9) % 3000) + (isRunning ? look : 0)),
        };
    }

    private JobDetail Detail(int number)
    {
        JobView job = Job(number, _looks);
        int lanes = Math.Min(silos, 3) * 4;
        double end = job.Elapsed.TotalMilliseconds;
        List<TimelineSpan> spans = [];
        for (int lane = 0; lane < lanes; lane++)
        {
            double at = Mix(lane, number) % 200 / 1000.0 * end * 0.1;
            for (int block = 0; at < end * 0.96; block++)
            {
                double length = Math.Min(end * (0.008 + (Mix(lane, block) % 100 / 3000.0)), end - at);
                spans.Add(new TimelineSpan { Lane = lane, Start = at, Length = length, First = (block * 640) + lane, Items = 32, Failed = Mix(block, lane) % 29 == 0 ? 1 : 0 });
                at += length + (end * (Mix(lane, block + 50) % 10 / 2500.0));
            }
        }

        return new JobDetail
        {
            Job = job,
            InputBytes = 48_000_000,
            ResultBytes = 3_200_000,
            Lanes = [.. Enumerable.Range(0, lanes).Select(lane => new JobLane { Silo = AddressOf(lane / 4), Slot = lane % 4, Items = 900, Failed = lane % 3, Working = job.Elapsed })],
            Timeline = spans,
            Failures =
            [
                .. Enumerable.Range(0, job.Failed > 0 ? 3 : 0).Select(failure => new ItemView
                {
                    Index = 217 + (failure * 96),
                    Attempt = 1 + failure,
                    WorkerId = $"{AddressOf(0)}/{failure}",
                    RunTime = TimeSpan.FromMilliseconds(38 + failure),
                    ErrorType = "Segmentation.ImageFormatException",
                    ErrorMessage = Message,
                    ErrorStack = "   at Segmentation.Felzenszwalb(String path) in /src/Segmentation.cs:line 41\n   at Segmentation.Open(String path) in /src/Segmentation.cs:line 17",
                    InputPreview = $"\"/data/night/{217 + (failure * 96):0000}.png\"",
                }),
            ],
            SlowestItems =
            [
                .. Enumerable.Range(0, 5).Select(slow => new ItemView
                {
                    Index = 1031 + (slow * 411),
                    WorkerId = $"{AddressOf(slow % silos)}/{slow}",
                    RunTime = TimeSpan.FromMilliseconds(912 - (slow * 77)),
                }),
            ],
        };
    }
}
