using OrleansPool.Processes;
using OrleansPool.Soak.CommandLine;
using OrleansPool.Soak.Items;
using OrleansPool.Soak.Measuring;

namespace OrleansPool.Soak.Modes;

/// <summary>A cluster with a pool and one job on it, which the modes disturb.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly SoakOptions _options;
    private readonly ClusterClient _client;
    private RunNotes? _notes;
    private string? _jobId;

    private Load(SoakOptions options, SiloCluster cluster, ClusterClient client)
    {
        _options = options;
        _client = client;
        Cluster = cluster;
        Pool = client.NewPool();
    }

    public SiloCluster Cluster { get; }

    public Pool Pool { get; }

    public static ClusterPlan PlanOf(SoakOptions options) => new()
    {
        Store = options.Store,
        Silos = options.Silos,
        Workers = options.Workers,
        Functions = typeof(SoakItem).Assembly.Location,
        Arguments = ["--membership", options.Membership],
    };

    public static async Task<Load> StartAsync(SoakOptions options, ClusterPlan plan)
    {
        SiloCluster cluster = await SiloCluster.StartAsync(plan);
        var load = new Load(options, cluster, await ClusterClient.ConnectAsync(cluster));
        while (load.Pool.Silos.Count < plan.Silos)
        {
            await Task.Delay(20);
        }

        return load;
    }

    /// <summary>The silo with the pool's coordinator; null while that is being moved.</summary>
    public async Task<SiloProcess?> CoordinatorsAsync()
    {
        try
        {
            return _jobId is { } job ? await _client.CoordinatorOfAsync(job) : null;
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    /// <summary>Items given out so far.</summary>
    public int Highest() => _notes?.Highest() ?? -1;

    /// <summary>Runs the job once, or its first items only. An error that the client sees ends it, and is thrown.</summary>
    /// <param name="deliveries">Gets the answers.</param>
    /// <param name="firstOnly">How many items; null for all.</param>
    /// <param name="notesRuns">Whether each run of an item is noted on disk, which tells those that ran again and takes time.</param>
    public async Task<Figures> RunAsync(Deliveries deliveries, int? firstOnly = null, bool notesRuns = true)
    {
        using var notes = new RunNotes();
        _notes = notes;
        ImapResult<SoakAnswer> answers = Pool.ImapUnordered(
            SoakItem.Run,
            Enumerable.Range(0, firstOnly ?? _options.Items).Select(index => new SoakItem(index, _options.ItemMilliseconds, notesRuns ? notes.Folder : null)));
        _jobId = answers.JobId;
        await foreach (SoakAnswer answer in answers)
        {
            deliveries.Add(answer);
        }

        _notes = null;
        int[] runs = notes.Count(_options.Items);
        return new Figures
        {
            Items = _options.Items,
            Lost = deliveries.Lost,
            Twice = deliveries.Twice,
            Wrong = deliveries.Wrong,
            Charged = deliveries.Charged,
            RunAgain = runs.Count(times => times > 1),
            SlowestRecovery = deliveries.SlowestRecovery,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Pool.TerminateAsync();
        await _client.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
