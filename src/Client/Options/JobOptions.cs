using Microsoft.Extensions.Logging;

namespace OrleansPool;

/// <summary>Settings of one job: one call of a verb. All are optional and are checked at the call.</summary>
public sealed class JobOptions
{
    internal const int DefaultMaxAttempts = 3;
    internal const long DefaultBufferBytes = 64L << 20;
    internal static readonly TimeSpan DefaultItemTimeoutGrace = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how many items a worker takes at a time.</summary>
    /// <value>
    /// At least 1 item. Default: <see langword="null"/>, which starts at ⌈items / (4 × workers)⌉, as CPython does, and adapts to the
    /// measured time of the items. With 1 each item is handed out on its own, except that items known to be very short go together, up to a
    /// millisecond of work. The items of a chunk of a given size run on one worker, one after another. The <c>chunkSize</c> argument of a verb goes
    /// before this.
    /// </value>
    public int? ChunkSize { get; set; }

    /// <summary>Gets or sets what a failing item does to its job.</summary>
    /// <value>Default: <see cref="OrleansPool.ErrorMode.WaitForAll"/>. An imap delivers each failure in its place and takes only this default.</value>
    public ErrorMode ErrorMode { get; set; } = ErrorMode.WaitForAll;

    /// <summary>Gets or sets how long the whole job may take, from the call on.</summary>
    /// <value>
    /// More than zero, at most 49 days. Default: <see langword="null"/>, no limit. When it is over, the job ends with a
    /// <see cref="PoolTimeoutException"/>, its running items are cancelled, and <c>Outcomes</c> holds what was done.
    /// </value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Gets or sets how long one run of one item may take, from its start.</summary>
    /// <value>
    /// 1 millisecond to 49 days, and not more than <see cref="Timeout"/>. Default: <see langword="null"/>, no limit. It is looked at every 10 ms. When
    /// it is over, the item alone is cancelled.
    /// </value>
    /// <remarks>
    /// <para>
    /// When the time is up, the item's token is cancelled: the function's last parameter and <see cref="PoolContext.CancellationToken"/>. If the
    /// function then returns a value within <see cref="ItemTimeoutGrace"/>, that counts; if it ends with an
    /// <see cref="OperationCanceledException"/>, the item fails with <see cref="ItemTimeoutException"/>; any other exception is its own.
    /// </para>
    /// <para>
    /// Past the grace the item fails with <see cref="ItemTimeoutException"/> and its worker is written off: the worker's slot gets a new one, with
    /// the initializer run again, and the other items of the chunk go on there. .NET cannot stop a thread, so one that never heeds its token
    /// runs on unseen, with what it holds, until it returns; nothing that it does counts any more.
    /// </para>
    /// <para>
    /// Each item of a chunk has its own time; what it spends waiting for items of its own, on decoding its argument, encoding its
    /// result and disposing its services, counts. Time in a queue and in an initializer does not.
    /// </para>
    /// </remarks>
    public TimeSpan? ItemTimeout { get; set; }

    /// <summary>Gets or sets how long a function may go on after its item's token was cancelled by <see cref="ItemTimeout"/>.</summary>
    /// <value>Zero to 49 days. Default: 1 second. With zero an item fails as soon as its time is up, and its worker is written off each time.</value>
    public TimeSpan ItemTimeoutGrace { get; set; } = DefaultItemTimeoutGrace;

    /// <summary>Gets or sets how often one item may be run in all, counting the first run, when the silo that runs it is lost.</summary>
    /// <value>1 to 100 runs. Default: 3. With 1 no item is ever started twice, but by <see cref="Retry"/>; each start is then confirmed first, which costs a message an item.</value>
    /// <remarks>
    /// An exception of the function is not counted here: see <see cref="Retry"/>. An item that brings its silo down each time may be run once more
    /// than this, unless this is 1: a loss that left open which of several items was running is charged to none.
    /// </remarks>
    public int MaxAttempts { get; set; } = DefaultMaxAttempts;

    /// <summary>Gets or sets whether an item whose function threw is run again: how often, when, and after which exceptions.</summary>
    /// <value>Default: <see langword="null"/>, never: the first exception is the item's failure.</value>
    /// <remarks>
    /// Lost workers are counted apart, by <see cref="MaxAttempts"/>. With a <see cref="MaxAttempts"/> of 1 an item that threw is run again
    /// all the same, since its exception proves that the run before has ended.
    /// </remarks>
    public RetryOptions? Retry { get; set; }

    /// <summary>Gets or sets whether the last items of the job may run a second time, on workers that are idle by then, when they take long: on a machine that is slow or hangs.</summary>
    /// <value>
    /// Default: <see langword="false"/>: an item runs again only when its worker was lost or, with <see cref="Retry"/>, when it threw. With true, each of the last
    /// items runs at most once more.
    /// </value>
    /// <remarks>
    /// <para>
    /// When all input has been read and at most half as many items are left as there are workers, the job waits twice as long as an item took of late, 100 milliseconds at least.
    /// Each item that is still not done then runs once more, where a worker is free. Its first outcome counts, a failure too; the other run is cancelled when the
    /// job ends, and what it gives is dropped. Both have the same <see cref="PoolContext.Attempt"/>.
    /// </para>
    /// <para>
    /// Only for functions that may run twice at the same time, and not together with a <see cref="MaxAttempts"/> of 1. Items that take long by themselves take as long twice: it
    /// helps against slow machines, not against uneven work. Backup tasks as in MapReduce (Dean and Ghemawat 2004).
    /// </para>
    /// </remarks>
    public bool Hedge { get; set; }

    /// <summary>Gets or sets which of the pool's jobs goes first when workers are scarce.</summary>
    /// <value>
    /// Any number; higher is sooner. Default: 0. Jobs of the same priority share the workers. With a lower one than others a job waits as long as
    /// those have work for all workers.
    /// </value>
    public int Priority { get; set; }

    /// <summary>Gets or sets the job's share of the workers, relative to the pool's other jobs of the same priority.</summary>
    /// <value>
    /// 0.001 to 1000. Default: 1. A job of weight 2 gets twice the workers' time of one of weight 1 while both have work. With 0.001 it still gets something;
    /// alone each gets all.
    /// </value>
    /// <remarks>Stride scheduling (Waldspurger and Weihl 1995), over the measured time of the items.</remarks>
    public double Weight { get; set; } = 1;

    /// <summary>Gets or sets how many workers the job may keep busy at the same time, for example to spare a service that its items call.</summary>
    /// <value>At least 1 worker. Default: <see langword="null"/>, all of the pool's. With 1 its items run one after another.</value>
    public int? MaxWorkers { get; set; }

    /// <summary>Gets or sets the labels that a silo must have to run the job's items, such as <c>zone=a</c> or <c>gpu=1</c>.</summary>
    /// <value>
    /// At most 64 names with a value each, of 1 to 200 characters. Default: empty, any silo. A value that is a number is taken for an amount: the silo must offer as much, and
    /// each running item takes it from what the silo offers, so that of items with <c>gpu=1</c> two run at the same time on a silo with
    /// <c>gpu=2</c>. Any other value must be equal, upper and lower case apart.
    /// </value>
    /// <remarks>
    /// A job that no silo can run is refused at the call, with what is missing. One that is started while the pool still connects fails with
    /// <see cref="NoMatchingSiloException"/> as soon as it has. If the last silo that could run a job goes away, the job fails with the same when
    /// none has come for 30 seconds.
    /// </remarks>
    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>Gets or sets how many items are read from the input and not yet yielded, at most, to within one chunk.</summary>
    /// <value>
    /// At least 1 item. Default: <see langword="null"/>: an imap reads about a tenth of a second of work ahead, the other verbs are held
    /// by <see cref="BufferBytes"/> alone. With 1 the next item is read when the one before was yielded; give at least the number of workers to
    /// keep all of them busy.
    /// </value>
    public int? BufferSize { get; set; }

    /// <summary>Gets or sets the same limit in bytes of encoded items and results.</summary>
    /// <value>At least 1 byte. Default: 64 MiB. One item is always let through, even when it is larger.</value>
    public long BufferBytes { get; set; } = DefaultBufferBytes;

    /// <summary>Gets or sets where progress is reported: at most ten times a second while items complete, and once at the end.</summary>
    /// <value>Default: <see langword="null"/>, nowhere.</value>
    /// <remarks>
    /// The last report comes before the callback and before the handle is ready, unless the listener has been busy with an earlier one for more
    /// than a second since the job ended. What it throws goes to <see cref="Pool.CallbackFailed"/>.
    /// </remarks>
    public IProgress<JobProgress>? Progress { get; set; }

    /// <summary>Gets or sets a logger of the caller to which everything comes that the job's functions log on the silos.</summary>
    /// <value>Default: <see langword="null"/>: what functions log stays at their silo.</value>
    /// <remarks>
    /// <para>Entries arrive with their level, event id and message; the values of the message's template and the template itself
    /// (<c>{OriginalFormat}</c>), numbers, times and the like as they are and all else as text, at most 64 values of 4,096 characters, 16,384 in all; the exception
    /// as a <see cref="RemoteException"/> with its text; their category as the value <c>Category</c>; and a scope with <c>JobId</c>, <c>JobName</c>, <c>ItemIndex</c>, <c>Attempt</c>, <c>WorkerId</c> and <c>Silo</c>. The levels are
    /// those that the logger takes when the job starts, whatever the silo itself writes. What a function writes to the console is not captured.</para>
    /// <para>Best effort: an item's entries come before the job ends, but results never wait for them, save the end of the job for at most a second.
    /// On the way up to 2,000 entries or 512 KiB are held, here 10,000 entries; beyond that they are dropped, and a warning
    /// to this logger, the first that it gets once the job has ended, says how many. A silo that is lost takes its last entries with it. A silo whose host replaced the logger factory forwards nothing.</para>
    /// </remarks>
    public ILogger? Logger { get; set; }

    /// <summary>Gets or sets a stream of the application to which the results go as well, each as an <see cref="ItemResult{T}"/> with its item's index.</summary>
    /// <value>A stream of a provider that the pool's Orleans client has. Default: <see langword="null"/>, none.</value>
    /// <remarks>
    /// In the order in which items end, not that of the input. An item is done once the stream has taken it: so a slow stream slows the job, nothing is
    /// lost that the caller has, and an event may come twice. A stream that takes nothing for 30 seconds fails the job with <see cref="ResultStreamException"/>. What a
    /// provider loses after it has taken it, as memory streams do with a silo, is the provider's matter. Work without results has no such stream.
    /// </remarks>
    public ResultStream? ResultStream { get; set; }

    /// <summary>Gets or sets a name for logs and for people who watch.</summary>
    /// <value>At most 200 characters. Default: <see langword="null"/>, no name. A longer one is refused. Several jobs may have the same.</value>
    public string? Name { get; set; }
}
