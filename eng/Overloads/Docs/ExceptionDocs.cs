namespace OrleansPool.Overloads.Docs;

/// <summary>The <c>exception</c> elements, by when they are thrown.</summary>
internal static class ExceptionDocs
{
    private const string NullArgument =
        """<exception cref="ArgumentNullException">A function or the items are <see langword="null"/>.</exception>""";

    private const string Trap = """
        <exception cref="ArgumentException">
        The result type is itself a task, or a <see cref="CancellationToken"/> is passed as an argument: the message says what to write.
        </exception>
        """;

    private const string ChunkSize =
        """<exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>""";

    private const string Options = """
        <exception cref="OptionsValidationException">
        <paramref name="options"/> holds values out of range; the message names all of them.
        </exception>
        """;

    private const string NotShippable = """
        <exception cref="FunctionNotShippableException">
        The function or what it captures cannot be sent: the message names the captured value.
        </exception>
        """;

    private const string Closed = """<exception cref="PoolClosedException">The pool was closed before the call.</exception>""";

    private const string Terminated =
        """<exception cref="PoolTerminatedException">The pool was terminated, before the call or during the work.</exception>""";

    private const string Exception = """
        <exception cref="Exception">
        The function threw: its own exception, where that type can be rebuilt here, and <see cref="RemoteException"/> otherwise.
        </exception>
        """;

    private const string WorkerLost = """
        <exception cref="WorkerLostException">
        An item lost its worker <see cref="JobOptions.MaxAttempts"/> times while it was running.
        </exception>
        """;

    private const string TimedOut = """<exception cref="PoolTimeoutException"><see cref="JobOptions.Timeout"/> is over.</exception>""";

    private const string Canceled =
        """<exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>""";

    private const string TooLarge =
        """<exception cref="PayloadTooLargeException">An item or a result is larger than the pool can carry.</exception>""";

    private const string NotSerializable = """
        <exception cref="ArgumentNotSerializableException">An item is of a type the pool cannot carry.</exception>
        """;

    private const string ResultNotSerializable = """
        <exception cref="ResultNotSerializableException">A result is of a type the pool cannot carry.</exception>
        """;

    /// <summary>Thrown by every verb before any work starts.</summary>
    public static readonly string[] AtTheCall = [NullArgument, Trap, Options, NotShippable, Closed, Terminated];

    /// <summary>Thrown by the verbs over items before any work starts.</summary>
    public static readonly string[] AtTheCallWithItems = [NullArgument, Trap, ChunkSize, Options, NotShippable, Closed, Terminated];

    /// <summary>Thrown by a verb that waits for the end of the work.</summary>
    public static readonly string[] FromTheWork =
        [Exception, WorkerLost, TimedOut, Canceled, NotSerializable, ResultNotSerializable, TooLarge];
}
