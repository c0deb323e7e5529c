using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Docs;

/// <summary>What the parameters and type parameters of all verbs mean.</summary>
internal static class ParameterDocs
{
    private const string Function = """
        What the workers run: a static method, a lambda, a closure over values that can travel, or a method of such a value. It may return
        a task, and may take a <see cref="CancellationToken"/> as its last parameter: that one is signalled when its run should end.
        """;

    private const string Items = """
        The items, read lazily, once, in order, and not all before the first one is sent. An exception of the input ends the job. Do not
        change the input or its items until all were read, which may be after the call has returned: each is copied when it is read.
        """;

    private const string Tuples = """
        The tuples, each with the arguments of one call, read lazily, once, in order, and not all before the first one is sent. An exception of
        the input ends the job. Do not change the input or its tuples until all were read, which may be after the call has returned: each is
        copied when it is read.
        """;

    private const string ChunkSize = """
        How many items a worker takes at a time, at least 1. <see langword="null"/> takes <see cref="JobOptions.ChunkSize"/>, and without
        that starts at ⌈items / (4 × workers)⌉ and adapts to the measured time of the items.
        """;

    private const string Callback = """
        Called once with the result when all went well; <see langword="null"/> for nothing. It may be asynchronous. What it throws never
        changes the result.
        """;

    private const string ErrorCallback = """
        Called once with the exception when the job failed, was cancelled or ran out of time; <see langword="null"/> for nothing. It may be
        asynchronous. What it throws never changes the result.
        """;

    private const string Token = """
        Cancels the job: what has not started is dropped at once, and running functions are told by their own token. It cannot stop a
        function that does not look at its token.
        """;

    /// <summary>The text for a parameter.</summary>
    public static string Parameter(string name) => name switch
    {
        "function" => Function,
        "items" => Items,
        "tuples" => Tuples,
        "chunkSize" => ChunkSize,
        "options" => "Settings of this job; <see langword=\"null\"/> for the defaults.",
        "callback" => Callback,
        "errorCallback" => ErrorCallback,
        "cancellationToken" => Token,
        "arg" => "The argument. The function gets a copy, made at the call.",
        _ => $"Argument {name.Substring("arg".Length)}. The function gets a copy, made at the call.",
    };

    /// <summary>The text for a type parameter.</summary>
    public static string Type(string name, Arity arity) => name switch
    {
        "TResult" => "Type of one result: what the function returns, or what its task gives.",
        "T" => "Type of one item.",
        _ => arity.Count == 1 ? "Type of the argument." : $"Type of argument {name.Substring(1)}.",
    };
}
