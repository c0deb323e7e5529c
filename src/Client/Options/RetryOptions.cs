namespace OrleansPool;

/// <summary>When and how often an item whose function threw is run again. Checked with the <see cref="JobOptions"/> that hold it.</summary>
/// <remarks>
/// <para>
/// Before retry n, counted from 1, an item waits <c>d × (1 − Jitter × r)</c>, where <c>d = min(MaxDelay, Delay × Factor^(n−1))</c> and <c>r</c> is
/// random, evenly from 0 to 1. With a <see cref="Jitter"/> of 1 this is "full jitter", with 0.5 "equal jitter", after Marc Brooker, "Exponential
/// Backoff And Jitter", AWS Architecture Blog, 2015. An item that waits occupies no worker.
/// </para>
/// <para>
/// Only the item itself is charged and run again: the others of its chunk are delivered at once. Lost workers are counted apart, by
/// <see cref="JobOptions.MaxAttempts"/>. Never retried is what is not the function's doing or cannot change:
/// <see cref="ArgumentNotSerializableException"/>, <see cref="ResultNotSerializableException"/>, <see cref="PayloadTooLargeException"/>,
/// <see cref="WorkerLostException"/>, <see cref="FunctionNotFoundException"/>, <see cref="FunctionNotShippableException"/>, <see cref="CodeRefusedException"/>, and a failure of the input.
/// </para>
/// <para>
/// After the last attempt its exception is the item's failure, with the attempt in <c>Data["OrleansPool.Attempt"]</c> and in
/// <see cref="ItemOutcome{T}.Attempt"/>. Until then the item keeps its place in the job's buffer, and an ordered imap waits for it.
/// </para>
/// </remarks>
public sealed class RetryOptions
{
    internal const int DefaultAttempts = 3;
    private static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how often an item may be run in all because its function threw, counting the first run.</summary>
    /// <value>1 to 1000 runs. Default: 3. With 1 there is no retry; after the last run its exception is the item's failure.</value>
    public int Attempts { get; set; } = DefaultAttempts;

    /// <summary>Gets or sets the wait before the first retry.</summary>
    /// <value>
    /// Zero to 49 days; not more than <see cref="MaxDelay"/> where that is given, nor than the job's <see cref="JobOptions.Timeout"/>. Default: 100
    /// milliseconds. With zero an item runs again at once.
    /// </value>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets the longest wait before any retry.</summary>
    /// <value>
    /// <see cref="Delay"/> to 49 days. Default: <see langword="null"/>: 30 seconds, or <see cref="Delay"/> where that is longer. When a wait would be
    /// longer, it is this long.
    /// </value>
    public TimeSpan? MaxDelay { get; set; }

    /// <summary>Gets or sets by how much each wait is longer than the one before.</summary>
    /// <value>1 to 100 times. Default: 2. With 1 waits do not grow.</value>
    public double Factor { get; set; } = 2;

    /// <summary>Gets or sets which part of each wait is random, so that items that failed together do not come back together.</summary>
    /// <value>0 to 1, a fraction. Default: 1. With 0 no part of a wait is random, with 1 all of it.</value>
    public double Jitter { get; set; } = 1;

    /// <summary>Gets or sets the types of exceptions after which an item is run again, those derived from them included.</summary>
    /// <value>
    /// Types of exceptions, but for those that are never retried. Default: empty, which stands for all. An exception that arrives as a <see cref="RemoteException"/> is matched by the
    /// name of its own type.
    /// </value>
    public IReadOnlyList<Type> Exceptions { get; set; } = [];

    /// <summary>Gets or sets a test for the exceptions that <see cref="Exceptions"/> lets through: true runs the item again.</summary>
    /// <value>
    /// A quick function. It runs here, not on a silo, one call at a time for each job, and gets the exception as its own type where that can be
    /// rebuilt, else as a <see cref="RemoteException"/>. Default: <see langword="null"/>, which lets all through.
    /// </value>
    /// <remarks>When it throws, the item is not run again and keeps its own failure; what it threw goes to <see cref="Pool.CallbackFailed"/>.</remarks>
    public Func<Exception, bool>? Filter { get; set; }

    internal TimeSpan LongestDelay => MaxDelay ?? (Delay > DefaultMaxDelay ? Delay : DefaultMaxDelay);

    /// <summary>Makes options that run an item again after one type of exception only.</summary>
    /// <typeparam name="TException">The type, which stands for those derived from it as well.</typeparam>
    /// <param name="attempts">How often an item may be run in all; see <see cref="Attempts"/>.</param>
    /// <returns>The options, to which <see cref="Or{TException}"/> adds further types.</returns>
    public static RetryOptions On<TException>(int attempts = DefaultAttempts)
        where TException : Exception => new() { Attempts = attempts, Exceptions = [typeof(TException)] };

    /// <summary>Adds a type of exception after which an item is run again.</summary>
    /// <typeparam name="TException">The type, which stands for those derived from it as well.</typeparam>
    /// <returns>These options.</returns>
    public RetryOptions Or<TException>()
        where TException : Exception
    {
        Exceptions = [.. Exceptions, typeof(TException)];
        return this;
    }
}
